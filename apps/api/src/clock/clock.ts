import type { ApiEnvironment } from '@kubemonitor/config';

/** The wall clock; a recording stands still at its own time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Injection token of the Clock. */
export const CLOCK = Symbol('Clock');

export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** @throws RangeError when `time` is not an RFC 3339 time */
export function createFrozenClock(time: string): Clock {
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw new RangeError(`"${time}" is not an RFC 3339 time`);
  return { now: () => at };
}

/** The clock the environment asks for. @throws RangeError as above */
export function createClock({ FREEZE_CLOCK_AT }: ApiEnvironment): Clock {
  return FREEZE_CLOCK_AT === undefined ? SYSTEM_CLOCK : createFrozenClock(FREEZE_CLOCK_AT);
}
