import type { Container, Sample } from '../../api/types';
import type { Mark } from '../../charts';
import { numberOf } from './measured';

const OOM_KILLS = 'memory_oom_kills';

/** Words of marks; they are in the reader's language. */
export interface MarkTexts {
  oom(kills: number): string;
  restart(container: string): string;
  ended(container: string, how: string): string;
}

/** Where the count of OOM kills rises from one point to the next that has it. A fall is a new count. */
export function oomMarks(samples: readonly Sample[], { oom }: MarkTexts): Mark[] {
  const marks: Mark[] = [];
  let before: number | undefined;
  for (const sample of samples) {
    const kills = numberOf(sample, OOM_KILLS);
    if (typeof kills !== 'number') continue;
    if (before !== undefined && kills > before) {
      marks.push({ atMs: Date.parse(sample.timestamp), label: oom(kills - before), kind: 'oom' });
    }
    before = kills;
  }
  return marks;
}

/** Where another run of a container of the same name begins: its first point. */
export function restartMarks(containers: readonly Container[], { restart }: MarkTexts): Mark[] {
  const starts = new Map<string, number[]>();
  for (const { container, samples } of containers) {
    if (container === null || samples === undefined || samples.length === 0) continue;
    const times = starts.get(container) ?? [];
    times.push(Date.parse(samples[0].timestamp));
    starts.set(container, times);
  }
  return [...starts].flatMap(([container, times]) =>
    times
      .sort((a, b) => a - b)
      .slice(1)
      .map((atMs): Mark => ({ atMs, label: restart(container), kind: 'restart' })),
  );
}

/** How the runs before the present ones ended, as the cluster knows of the last of each. */
export function endMarks(containers: readonly Container[], { ended }: MarkTexts): Mark[] {
  return containers.flatMap(({ container, last_termination: last }): Mark[] => {
    if (last?.finished_at === undefined) return [];
    const how = [last.reason, last.exit_code].filter((part) => part !== undefined).join(', ');
    const kind = last.reason === 'OOMKilled' ? 'oom' : 'ended';
    return [{ atMs: Date.parse(last.finished_at), label: ended(container ?? '', how), kind }];
  });
}

/** Those within the time that is shown, the same one once, oldest first. */
export function marksWithin(marks: readonly Mark[], startMs: number, endMs: number): Mark[] {
  const seen = new Set<string>();
  return marks
    .filter(({ atMs, kind, label }) => {
      const key = `${kind} ${atMs} ${label}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew && atMs >= startMs && atMs <= endMs;
    })
    .sort((a, b) => a.atMs - b.atMs);
}
