/**
 * The time stamp of a sample: when it was read, whole milliseconds, but within its tick. The
 * server knows a sample's tick by its time alone, so a reading that ran over the edge of its
 * tick is put at the edge.
 */
export function toReadingMs(tick: number, timeMs: number, intervalMs: number): number {
  const startMs = tick * intervalMs;
  return Math.min(startMs + intervalMs - 1, Math.max(startMs, Math.round(timeMs)));
}
