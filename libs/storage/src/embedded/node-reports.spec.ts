import { NodeReports } from './node-reports';
import { BOOTS } from './reading-time';

describe('NodeReports', () => {
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

  it('takes up the boots of an earlier run', () => {
    const before = new NodeReports();
    for (const boot of ['a', 'b']) before.bootNumber(boot);
    const node = new NodeReports();
    const { boots, nextBoot } = before.bootTable;
    node.resume(boots, nextBoot, 9);
    expect([node.newestBoot, node.lastTick, node.bootNumber('a')]).toEqual([1, 9, 0]);
    expect(node.bootNumber('c')).toBe(2);
  });
});
