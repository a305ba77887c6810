import { NodeReports } from './node-reports';
import { BOOTS } from './reading-time';
import { WINDOW_TICKS } from './windows';

describe('NodeReports', () => {
  it('knows which ticks were reported, each on its own', () => {
    const node = new NodeReports();
    const ticks = [0, 29, 30, 59, 61];
    for (const tick of ticks) node.add(tick, 0);
    const found = Array.from({ length: 90 }, (_, tick) => tick).filter((tick) => node.has(tick));
    expect(found).toEqual(ticks);
    expect(node.lastTick).toBe(61);
  });

  it('forgets whole windows only', () => {
    const node = new NodeReports();
    for (const tick of [5, 29, 30]) node.add(tick, 0);
    node.forgetBefore(WINDOW_TICKS - 1);
    expect(node.has(5)).toBe(true);
    node.forgetBefore(WINDOW_TICKS);
    expect([5, 29, 30].map((tick) => node.has(tick))).toEqual([false, false, true]);
  });

  it('numbers boots in the order they are heard of and keeps their numbers', () => {
    const node = new NodeReports();
    expect(['b', 'a', 'b', 'c'].map((boot) => node.bootNumber(boot))).toEqual([0, 1, 0, 2]);
  });

  it('uses the oldest number again after the last', () => {
    const node = new NodeReports();
    for (let boot = 0; boot < BOOTS; boot += 1) {
      expect(node.bootNumber(`boot-${boot}`)).toBe(boot);
    }
    expect(node.bootNumber('one more')).toBe(0);
    expect(node.bootNumber('boot-1')).toBe(1);
    expect(node.bootNumber('boot-0')).toBe(1);
  });

  it('keeps the newest report’s boot, whatever comes after it', () => {
    const node = new NodeReports();
    node.add(7, 1);
    node.add(6, 0);
    expect([node.lastTick, node.newestBoot]).toEqual([7, 1]);
  });
});
