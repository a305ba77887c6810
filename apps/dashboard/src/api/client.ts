import { authState } from './auth-state';

/** Problem details (RFC 9457), as every refusal of the API carries. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  /** Of a bad request: which parameter is wrong. */
  readonly errors?: readonly { field?: string; value?: unknown; message?: string }[];
  /** Of an ambiguous name (409): namespace/name of each pod meant. */
  readonly candidates?: readonly string[];
}

/** Status of an `ApiError` when no answer came at all. */
export const NO_ANSWER = 0;

/** Types of problems made here, where the API's own answer is missing. */
const UNREACHABLE = '/problems/unreachable';
const UNREADABLE = '/problems/unreadable';

/** A request that failed: refused by the API, or not answered (`status` is then `NO_ANSWER`). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ApiError';
  }
}

/** Sets or forgets the token that is sent with every request. It is held in memory only. */
export function setToken(token: string | undefined): void {
  authState.setToken(token);
}

/** Headers that say who is asking. */
export function authorization(): Record<string, string> {
  const { token } = authState.get();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/**
 * The JSON answer to a GET of `path` (from the root, query included).
 * @throws ApiError when it is refused or there is no answer
 * @throws DOMException `AbortError` when `signal` was used
 */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const headers = { accept: 'application/json', ...authorization() };
  const response = await send(path, { headers, signal, cache: 'no-store' });
  if (!response.ok) throw await toApiError(response);
  authState.accepted();
  try {
    return (await response.json()) as T;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const problem = { type: UNREADABLE, title: 'Unreadable answer', status: response.status };
    throw new ApiError(response.status, problem, { cause });
  }
}

/**
 * A request; an answer of any status is returned.
 * @throws ApiError with status `NO_ANSWER` when none came
 */
export async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'omit', redirect: 'error', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    const problem = { type: UNREACHABLE, title: 'No answer', status: NO_ANSWER };
    throw new ApiError(NO_ANSWER, problem, { cause });
  }
}

/** What a refusal says; of a 401 the login dialog is told. */
export async function toApiError(response: Response): Promise<ApiError> {
  const { status } = response;
  const title = response.statusText || String(status);
  const problem = await response.json().then(readProblem, () => undefined);
  if (status === 401) authState.refused();
  // The caller is known, and may just not see this.
  if (status === 403) authState.accepted();
  return new ApiError(status, problem ?? { type: 'about:blank', title, status });
}

function readProblem(body: unknown): Problem | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { type, title, status } = body as Partial<Problem>;
  const isProblem =
    typeof type === 'string' && typeof title === 'string' && typeof status === 'number';
  return isProblem ? (body as Problem) : undefined;
}
