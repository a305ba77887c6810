import { WINDOW_TICKS, Windows } from './windows';

const SECOND = 1_000;

const SLOTS = { owners: () => [{ slot: 0, serial: 0 }], warm: () => () => 0 };

function openWindows(...firstTicks: number[]): Windows {
  const windows = new Windows(SLOTS);
  for (const tick of firstTicks) windows.forWriting(tick, 0);
  return windows;
}

/** Seals to the end. @returns whether the window is sealed now */
function sealAt(windows: Windows, tick: number, meanwhile: () => void = () => undefined): boolean {
  const window = windows.forWriting(tick, 0);
  const table = window.table('pod', 1, 1);
  table.openRow(0);
  table.times[0] = 7;
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
    expect(windows.dropBefore(29)).toEqual([]);
    expect(windows.dropBefore(59).map(({ number }) => number)).toEqual([0]);
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
    const windows = new Windows(SLOTS);
    expect(sealAt(windows, 5)).toBe(true);
    expect(windows.at(5)?.open.size).toBe(0);
    expect(windows.forWriting(6, 0).isSealed).toBe(false);
    expect([...(windows.at(5)?.open.keys() ?? [])]).toEqual(['pod']);
    expect(windows.at(5)?.sealed.size).toBe(0);
  });

  it('leaves a window open that is written to while it is being sealed', () => {
    const windows = new Windows(SLOTS);
    const isSealed = sealAt(windows, 5, () => windows.forWriting(5, 0));
    expect(isSealed).toBe(false);
    expect(windows.at(5)?.sealed.size).toBe(0);
    expect(windows.at(5)?.open.size).toBe(1);
  });

  it('knows which reports it holds, each on its own, also when sealed', () => {
    const windows = new Windows(SLOTS);
    sealAt(windows, 5);
    const window = windows.forWriting(5, 0);
    for (const tick of [0, 29]) window.addReport('n1', tick);
    window.addReport('n2', 7);
    sealAt(windows, 5);
    const ticks = Array.from({ length: WINDOW_TICKS }, (_, tick) => tick);
    const held = (node: string) => ticks.filter((tick) => windows.at(0)?.hasReport(node, tick));
    expect([held('n1'), held('n2'), held('n3')]).toEqual([[0, 29], [7], []]);
  });

  it('opens a sealed window a little at a time, once for all who wait', async () => {
    const windows = new Windows(SLOTS);
    sealAt(windows, 5);
    const both = [windows.reopenFor(3), windows.reopenFor(6)];
    expect(windows.oldestOpenTick).toBe(0);
    await Promise.all(both);
    expect(windows.at(5)?.isSealed).toBe(false);
    expect(windows.at(5)?.open.get('pod')?.timeAt(0, 0)).toBe(7);
  });
});
