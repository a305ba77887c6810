import { toStorageError, type StorageError } from '../../storage-error';

/** After a failure work on the disk is not tried again at once. */
const RETRY_MS = 10_000;

/** Who hears of the disk's troubles. */
export interface AttemptContext {
  readonly directory: string;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}

/** A kind of work on the disk: a failure is told once, and so is its end. */
export class Attempt {
  private retryAtMs = 0;
  private failure: string | undefined;

  /** @param what completes "cannot …" */
  constructor(
    private readonly what: string,
    private readonly context: AttemptContext,
  ) {}

  /** Whether the last try failed. */
  get isFailing(): boolean {
    return this.failure !== undefined;
  }

  /**
   * Does the work, unless it has failed a moment ago.
   * @param work resolves to false when there was nothing to do, which tells nothing of the disk
   */
  async run(work: () => Promise<boolean>): Promise<void> {
    if (this.context.now() < this.retryAtMs) return;
    try {
      if (!(await work())) return;
    } catch (error) {
      this.note(toStorageError(error, this.context.directory, this.what));
      return;
    }
    if (this.failure !== undefined) this.context.warn('the disk takes data again');
    this.failure = undefined;
  }

  /** Takes a failure up that was met elsewhere. */
  note(error: StorageError): void {
    this.retryAtMs = this.context.now() + RETRY_MS;
    if (error.message !== this.failure) this.context.warn(error.message);
    this.failure = error.message;
  }
}
