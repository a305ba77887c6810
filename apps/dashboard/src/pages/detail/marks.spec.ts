import type { PodEvent } from '../../api/types';
import { marksWithin, toMarks, type MarkTexts } from './marks';

const TEXTS: MarkTexts = {
  oom: (kills) => `killed ${kills}`,
  restart: (container) => `again ${container}`,
  ended: (container, how) => `${container} ended ${how}`,
  gone: () => 'gone',
  created: () => 'created',
  deleted: () => 'deleted',
  between: (text, after) => `${text} after ${after}`,
};
/** 2026-11-23T12:00:00Z. */
const NOON = 1_795_435_200_000;
const at = '2026-11-23T12:00:00.000Z';
const after = '2026-11-23T11:59:55.000Z';
const pod = 'web-0';

const EVENTS: readonly PodEvent[] = [
  { kind: 'created', at, pod },
  { kind: 'restart', at, after, pod, container: 'app', reason: 'Error', exit_code: 1 },
  { kind: 'oom_kill', at, pod, container: 'log', count: 2 },
  { kind: 'oom_kill', at, pod, count: 1 },
  { kind: 'ended', at, pod, container: 'app', reason: 'Error', exit_code: 1 },
  { kind: 'ended', at, pod },
];

it('are what happened to a pod, with what is known of the time', () => {
  expect(toMarks(EVENTS, TEXTS, { isOnePod: true })).toEqual([
    { atMs: NOON, kind: 'created', label: 'created' },
    { atMs: NOON, kind: 'restart', label: `again app after ${after}` },
    { atMs: NOON, kind: 'oom', label: 'log: killed 2' },
    { atMs: NOON, kind: 'oom', label: 'killed 1' },
    { atMs: NOON, kind: 'ended', label: 'app ended Error, 1' },
    { atMs: NOON, kind: 'ended', label: 'gone' },
  ]);
});

it('are of a container its own, and kills that may be its', () => {
  const marks = toMarks(EVENTS, TEXTS, { container: 'app', isOnePod: true });
  expect(marks.map(({ label }) => label)).toEqual([
    `again app after ${after}`,
    'killed 1',
    'app ended Error, 1',
  ]);
});

it('name the pod where there are several', () => {
  const [first] = toMarks(EVENTS, TEXTS, { isOnePod: false });
  expect(first.label).toBe('web-0: created');
});

it('keeps what lies in the time shown, each once, oldest first', () => {
  const mark = (atMs: number) => ({ atMs, label: 'x', kind: 'oom' as const });
  const marks = [mark(30), mark(10), mark(30), mark(9), mark(31)];
  expect(marksWithin(marks, 10, 30)).toEqual([mark(10), mark(30)]);
});
