/** A program that is not there, did not start or ended; the message says what to do or what it said. */
export class ProgramError extends Error {
  readonly code = 'program_failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProgramError';
  }
}
