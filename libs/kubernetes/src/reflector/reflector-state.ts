/**
 * What a reflector is doing. `waiting` = after a failure, before the next try; `denied` = it
 * may not list or watch, and asks again now and then; `absent` = the cluster has no such
 * resource in any version known here.
 */
export type ReflectorPhase = 'stopped' | 'listing' | 'watching' | 'waiting' | 'denied' | 'absent';

/** What went wrong last. */
export interface ReflectorError {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly status: number | undefined;
  readonly reason: string;
  readonly message: string;
}

/** How it goes, for people and metrics. Counts are since the start. */
export interface ReflectorState {
  readonly phase: ReflectorPhase;
  /** True once everything was listed, and from then on: what was known stays known. */
  readonly isSynced: boolean;
  /** When the last event, bookmark or page came, in milliseconds since the epoch. */
  readonly lastHeardAt: number | undefined;
  /** Lists that were read to their end. */
  readonly lists: number;
  /** Watches that were begun. */
  readonly watches: number;
  /** Objects that were added, changed or deleted while watching. */
  readonly events: number;
  /** Objects that could not be understood and were left out. */
  readonly refused: number;
  /** Lists and watches that failed. */
  readonly failures: number;
  readonly lastError: ReflectorError | undefined;
}

/** The state while it changes. */
export type MutableState = { -readonly [K in keyof ReflectorState]: ReflectorState[K] };

export function createState(): MutableState {
  return {
    phase: 'stopped',
    isSynced: false,
    lastHeardAt: undefined,
    lists: 0,
    watches: 0,
    events: 0,
    refused: 0,
    failures: 0,
    lastError: undefined,
  };
}
