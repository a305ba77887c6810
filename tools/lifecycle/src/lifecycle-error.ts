import { EXIT, type ExitCode } from './exit-codes';

interface LifecycleErrorOptions {
  /** What the user can do about it. */
  readonly remedy?: string;
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}

/** What a user is told when a command cannot go on: what happened, and what helps. */
export class LifecycleError extends Error {
  readonly remedy: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: LifecycleErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'LifecycleError';
    this.remedy = options.remedy;
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}
