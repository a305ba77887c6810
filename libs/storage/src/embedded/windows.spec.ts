import { WINDOW_TICKS, Windows } from './windows';

const SECOND = 1_000;

function openWindows(...firstTicks: number[]): Windows {
  const windows = new Windows(() => 1);
  for (const tick of firstTicks) windows.forWriting(tick, 0);
  return windows;
}

/** Seals to the end. @returns whether the window is sealed now */
function sealAt(windows: Windows, tick: number, meanwhile: () => void = () => undefined): boolean {
  const window = windows.forWriting(tick, 0);
  window.table('pod', 1, 1).openRow(0);
  const steps = windows.seal(window);
  steps.next();
  meanwhile();
  while (steps.next().done !== true);
  return window.isSealed;
}

describe('Windows', () => {
  it('begins one at every multiple of its ticks', () => {
    const windows = openWindows(61);
    expect(windows.at(60)).toBe(windows.at(89));
    expect(windows.at(59)).toBeUndefined();
    expect(windows.at(60)?.firstTick).toBe(2 * WINDOW_TICKS);
  });

  it('drops windows that lie wholly before a tick', () => {
    const windows = openWindows(0, 30, 60);
    expect(windows.dropBefore(29)).toBe(false);
    expect(windows.dropBefore(59)).toBe(true);
    expect([...windows.all()].map(({ firstTick }) => firstTick)).toEqual([30, 60]);
  });

  it('is due for sealing four ticks after its end and fifteen seconds after its last write', () => {
    const windows = openWindows(0);
    const due = (tick: number, nowMs: number) => windows.dueForSealing(tick, nowMs).length;
    expect(due(33, 60 * SECOND)).toBe(0);
    expect(due(34, 15 * SECOND - 1)).toBe(0);
    expect(due(34, 15 * SECOND)).toBe(1);
  });

  it('seals the oldest at once when more than four are open again', () => {
    const windows = openWindows(90, 0, 30, 60, 120, 150);
    const due = windows.dueForSealing(1_000, 0).map(({ firstTick }) => firstTick);
    expect(due).toEqual([0, 30]);
  });

  it('seals, and opens again for writing', () => {
    const windows = new Windows(() => 1);
    expect(sealAt(windows, 5)).toBe(true);
    expect(windows.at(5)?.open.size).toBe(0);
    expect(windows.forWriting(6, 0).isSealed).toBe(false);
    expect([...(windows.at(5)?.open.keys() ?? [])]).toEqual(['pod']);
    expect(windows.at(5)?.sealed.size).toBe(0);
  });

  it('leaves a window open that is written to while it is being sealed', () => {
    const windows = new Windows(() => 1);
    const isSealed = sealAt(windows, 5, () => windows.forWriting(5, 0));
    expect(isSealed).toBe(false);
    expect(windows.at(5)?.sealed.size).toBe(0);
    expect(windows.at(5)?.open.size).toBe(1);
  });
});
