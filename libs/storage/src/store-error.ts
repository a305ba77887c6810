import type { StorageErrorCode } from './storage-error';

/**
 * - `unavailable`: the engine cannot be reached or does not answer; the same call may work later.
 * - `busy`: too much waits to be written; nothing was taken, send it again later.
 * - `refused`: the engine will not take these samples, however often they are sent.
 * - `too_much`: the question is larger than the engine or this driver answers.
 * - `misconfigured`: the engine does not know the address or does not let us in.
 */
export type EngineErrorCode = 'unavailable' | 'busy' | 'refused' | 'too_much' | 'misconfigured';

/** What is wrong with an engine elsewhere, or with a disk of our own. */
export type StoreErrorCode = EngineErrorCode | StorageErrorCode;

/** A store that could not do what it was asked. Nothing is lost: what was not acknowledged is not stored. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StoreError';
  }
}
