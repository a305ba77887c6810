/** One fault of a request: which field, what was sent, what is wrong with it. */
export interface FieldFault {
  readonly field: string;
  readonly value?: unknown;
  readonly message: string;
}

/** Kinds of problem: the `type` is `/problems/<kind>` and stable. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'Bad request' },
  'malformed-json': { status: 400, title: 'Malformed JSON' },
  unauthorized: { status: 401, title: 'Unauthorized' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not found' },
  'request-timeout': { status: 408, title: 'Request timeout' },
  'ambiguous-name': { status: 409, title: 'Ambiguous name' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'out-of-range-tick': { status: 422, title: 'Time outside what is stored' },
  'clock-skew': { status: 422, title: 'Clock too far off' },
  'interval-mismatch': { status: 422, title: 'Interval differs' },
  'series-limit': { status: 422, title: 'Series limit reached' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'Headers too large' },
  'internal-error': { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Not ready' },
  'storage-failed': { status: 503, title: 'Storage failed' },
  'storage-full': { status: 507, title: 'Storage full' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof PROBLEMS;

/** Members of the answer besides type, title and status. */
export interface ProblemMembers {
  readonly errors?: readonly FieldFault[];
  readonly candidates?: readonly string[];
  /** Seconds until it makes sense to try again: also sent as Retry-After. */
  readonly retryAfterSeconds?: number;
  /** How to say who one is: sent as WWW-Authenticate, not in the body. */
  readonly challenge?: string;
}

/** An error the caller is told of as RFC 9457 problem details. */
export class ProblemError extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly members: ProblemMembers = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
  }

  get status(): number {
    return PROBLEMS[this.kind].status;
  }
}

/** Longest piece of a sent value that is repeated in an answer or a log. */
const EXCERPT_LENGTH = 80;

/** A value as sent, short enough to be repeated: of lists and objects only that they are some. */
export function excerpt(value: unknown): unknown {
  if (Array.isArray(value)) return `(a list of ${value.length})`;
  if (typeof value === 'object' && value !== null) return '(an object)';
  if (typeof value !== 'string' || value.length <= EXCERPT_LENGTH) return value;
  return `${value.slice(0, EXCERPT_LENGTH)}… (${value.length} characters)`;
}
