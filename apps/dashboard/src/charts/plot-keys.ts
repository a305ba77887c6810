/** What a key does in a chart. */
export type PlotAction =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'event'; readonly direction: 1 | -1 }
  | { readonly kind: 'zoom-in' | 'zoom-out' | 'leave' };

const PAGE = 10;

/**
 * What a key does when the cursor is at `at` of `count` points; undefined: nothing, the page has it.
 * Without a cursor the arrows begin at the latest point.
 */
export function plotAction(
  key: string,
  at: number | undefined,
  count: number,
): PlotAction | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const by = (step: number): PlotAction => ({
    kind: 'move',
    to: at === undefined ? last : Math.min(last, Math.max(0, at + step)),
  });
  switch (key) {
    case 'ArrowLeft':
      return by(-1);
    case 'ArrowRight':
      return by(1);
    case 'PageUp':
      return by(-PAGE);
    case 'PageDown':
      return by(PAGE);
    case 'Home':
      return { kind: 'move', to: 0 };
    case 'End':
      return { kind: 'move', to: last };
    // Beside each other on every keyboard, whatever script it writes.
    case '.':
      return { kind: 'event', direction: 1 };
    case ',':
      return { kind: 'event', direction: -1 };
    case '+':
    case '=':
      return { kind: 'zoom-in' };
    case '-':
      return { kind: 'zoom-out' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}

/** Half of a range of time, around the cursor as far as the ends allow. */
export function halfAround(
  timeMs: number,
  startMs: number,
  endMs: number,
): { startMs: number; endMs: number } {
  const length = (endMs - startMs) / 2;
  const start = Math.min(Math.max(timeMs - length / 2, startMs), endMs - length);
  return { startMs: start, endMs: start + length };
}
