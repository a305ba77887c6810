import { endMarks, marksWithin, oomMarks, restartMarks, type MarkTexts } from './marks';

const TEXTS: MarkTexts = {
  oom: (kills) => `killed ${kills}`,
  restart: (container) => `again ${container}`,
  ended: (container, how) => `${container} ${how}`,
};
/** 2026-11-23T12:00:00Z. */
const NOON = 1_795_435_200_000;

function points(...kills: (number | null | undefined)[]) {
  return kills.map((memory_oom_kills, index) => ({
    timestamp: new Date(NOON + index * 5_000).toISOString(),
    memory_oom_kills,
  }));
}

it('marks where the count of OOM kills rises, over a gap too', () => {
  expect(oomMarks(points(3, 3, 5, null, 6), TEXTS)).toEqual([
    { atMs: NOON + 10_000, label: 'killed 2', kind: 'oom' },
    { atMs: NOON + 20_000, label: 'killed 1', kind: 'oom' },
  ]);
});

it('takes neither the first count nor one that fell as a kill', () => {
  expect(oomMarks(points(7, 0, 0), TEXTS)).toEqual([]);
  expect(oomMarks(points(undefined, null), TEXTS)).toEqual([]);
});

it('marks the first point of each later run of a container', () => {
  const run = (container: string | null, id: string, ...at: number[]) => ({
    container,
    container_id: id,
    samples: at.map((offset) => ({ timestamp: new Date(NOON + offset).toISOString() })),
  });
  const runs = [run('app', 'a2', 60_000, 65_000), run('app', 'a1', 0), run('log', 'b', 5_000)];
  expect(restartMarks([...runs, run(null, 'c', 0), run(null, 'd', 5)], TEXTS)).toEqual([
    { atMs: NOON + 60_000, label: 'again app', kind: 'restart' },
  ]);
});

it('marks how the run before ended, one without a time not', () => {
  const container = { container: 'app', container_id: 'a' };
  const finished_at = '2026-11-23T12:00:00.000Z';
  const oom = { reason: 'OOMKilled', exit_code: 137, finished_at };
  expect(
    endMarks(
      [
        { ...container, last_termination: oom },
        { ...container, last_termination: { exit_code: 0, finished_at } },
        { ...container, last_termination: { reason: 'Error' } },
        container,
      ],
      TEXTS,
    ),
  ).toEqual([
    { atMs: NOON, label: 'app OOMKilled, 137', kind: 'oom' },
    { atMs: NOON, label: 'app 0', kind: 'ended' },
  ]);
});

it('keeps what lies in the time shown, each once, oldest first', () => {
  const mark = (atMs: number) => ({ atMs, label: 'x', kind: 'oom' as const });
  const marks = [mark(30), mark(10), mark(30), mark(9), mark(31)];
  expect(marksWithin(marks, 10, 30)).toEqual([mark(10), mark(30)]);
});
