import type { Mark, MarkKind } from './chart-data';
import { countKinds, groupMarks } from './mark-groups';

function mark(kind: MarkKind, atMs: number): Mark {
  return { kind, atMs, label: kind };
}

const xOf = ({ atMs }: Mark) => atMs / 10;

describe('groupMarks', () => {
  it('puts shapes that would lie over each other together, the gravest first', () => {
    const marks = [
      mark('restart', 130),
      mark('oom', 100),
      mark('restart', 150),
      mark('ended', 300),
    ];
    expect(groupMarks(marks, xOf, 12)).toEqual([
      {
        x: 10,
        kinds: [
          { kind: 'oom', count: 1 },
          { kind: 'restart', count: 2 },
        ],
      },
      { x: 30, kinds: [{ kind: 'ended', count: 1 }] },
    ]);
  });

  it('stands at what matters most', () => {
    expect(groupMarks([mark('created', 0), mark('oom', 100)], xOf, 12)[0].x).toBe(10);
  });

  it('does not join one mark to the next without end', () => {
    const row = [0, 80, 160, 240].map((atMs) => mark('oom', atMs));
    expect(groupMarks(row, xOf, 12).map(({ x, kinds }) => [x, kinds[0].count])).toEqual([
      [0, 2],
      [16, 2],
    ]);
  });

  it('has no groups of none', () => {
    expect(groupMarks([], xOf, 12)).toEqual([]);
  });
});

describe('countKinds', () => {
  it('leaves out what does not occur', () => {
    expect(countKinds([mark('created', 0), mark('oom', 1), mark('created', 2)])).toEqual([
      { kind: 'oom', count: 1 },
      { kind: 'created', count: 2 },
    ]);
  });
});
