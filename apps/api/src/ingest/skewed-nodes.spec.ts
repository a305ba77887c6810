import { SkewedNodes } from './skewed-nodes';

function createNodes() {
  const clock = { atMs: 1_000_000, now: () => clock.atMs };
  return { clock, nodes: new SkewedNodes(clock) };
}

describe('SkewedNodes', () => {
  it('tells a node that is new from one that is noted again', () => {
    const { nodes } = createNodes();
    expect(nodes.note('a')).toBe(true);
    expect(nodes.note('a')).toBe(false);
    expect(nodes.list()).toEqual(['a']);
  });

  it('lists a node until five minutes after its last report', () => {
    const { nodes, clock } = createNodes();
    nodes.note('a');
    clock.atMs += 200_000;
    nodes.note('a');
    clock.atMs += 300_000;
    expect(nodes.list()).toEqual(['a']);
    clock.atMs += 1;
    expect(nodes.list()).toEqual([]);
  });

  it('takes a node off the list when its clock is right again', () => {
    const { nodes } = createNodes();
    nodes.note('a');
    nodes.note('b');
    nodes.clear('a');
    nodes.clear('never-noted');
    expect(nodes.list()).toEqual(['b']);
    expect(nodes.note('a')).toBe(true);
  });

  it('does not grow without end', () => {
    const { nodes } = createNodes();
    for (let node = 0; node <= 10_000; node += 1) nodes.note(`n${node}`);
    expect(nodes.list()).toEqual(['n10000']);
  });
});
