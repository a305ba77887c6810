/** Something the person who runs the benchmark has to know; the message says what to do. */
export class BenchError extends Error {
  readonly code = 'bench_failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BenchError';
  }
}

/** A command line that is not understood. */
export class UsageError extends Error {
  readonly code = 'bad_usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
