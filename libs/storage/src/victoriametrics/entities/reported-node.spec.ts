import { ReportedNode } from './reported-node';

describe('ReportedNode', () => {
  it('holds what it has taken without a gap, as far back as rows are kept', () => {
    const node = new ReportedNode();
    for (const tick of [10, 11, 12, 14]) node.add(tick);
    expect(node.holdsAll(10, 13, 16)).toBe(true);
    expect(node.holdsAll(12, 15, 16)).toBe(false);
    expect(node.holdsAll(14, 16, 16)).toBe(false);
    node.add(13);
    expect(node.holdsAll(10, 15, 16)).toBe(true);
    // Rows of 4 ticks: those of 11 … 14.
    expect(node.holdsAll(11, 15, 4)).toBe(true);
    expect(node.holdsAll(10, 15, 4)).toBe(false);
  });

  it('remembers the newest boot, whatever comes later of an older tick', () => {
    const node = new ReportedNode();
    node.note(5, 20);
    node.note(4, 10);
    expect([node.lastTick, node.bootMark]).toEqual([5, 20]);
  });

  it('forgets reports long past', () => {
    const node = new ReportedNode();
    for (let tick = 0; tick <= 1_024; tick += 1) node.add(tick);
    expect([node.has(0), node.has(1), node.has(1_024)]).toEqual([false, true, true]);
  });

  it('gives equal columns as one list', () => {
    const node = new ReportedNode();
    const first = node.sameFields('pod', ['a', 'b']);
    expect(node.sameFields('pod', ['a', 'b'])).toBe(first);
    expect(node.sameFields('node', ['a', 'b'])).not.toBe(first);
    expect(node.sameFields('pod', ['a'])).toEqual(['a']);
  });
});
