/**
 * What kind of fault it is: `missing` a program or the cluster, `unreachable` the API gives no
 * answer, `not_allowed` a right or token lacks, `not_found` what was asked for is not known.
 */
export type Fault =
  'failed' | 'bad_usage' | 'missing' | 'unreachable' | 'not_allowed' | 'not_found';

interface CommandErrorOptions {
  /** What the user can do about it. */
  readonly remedy?: string;
  readonly fault?: Fault;
  readonly cause?: unknown;
}

/** What a user is told when a command cannot go on: what happened, and what helps. */
export class CommandError extends Error {
  readonly remedy: string | undefined;
  readonly fault: Fault;

  constructor(message: string, options: CommandErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'CommandError';
    this.remedy = options.remedy;
    this.fault = options.fault ?? 'failed';
  }
}
