import { measureParts, openStoreCopy } from '@kubemonitor/storage';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Format } from '../output/format';
import { toCellText } from '../output/plain-text';
import type { Surroundings } from '../surroundings';
import { formatDuration } from '../units/duration';
import { ABSENT, formatBytes } from '../units/format-number';
import { printFacts, type Fact } from './print-facts';
import { toTime } from './store-check';

interface StatsOptions {
  readonly output: Format;
  readonly workDir?: string;
}

/** Shows what a store holds and what it takes. @throws StorageError */
export async function runStats(
  directory: string,
  { output, workDir }: StatsOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const parts = await measureParts(directory);
  const { store, intervalMs, remove } = await openStoreCopy(directory, {
    workDirectory: workDir,
    warn: (message) => surroundings.stderr.put(`${toCellText(message)}\n`),
  });
  surroundings.defer(remove);
  const { entities, series, openWindows, sealedWindows, oldestMs } = store.stats();
  const newestMs = Math.max(
    ...[...store.entities('node')].map(({ lastSeenMs }) => lastSeenMs),
    ...[...store.entities('pod')].map(({ lastSeenMs }) => lastSeenMs),
  );
  const newest = toTime(Number.isFinite(newestMs) ? newestMs : undefined);
  const count = (name: string, value: number): Fact => [name, String(value), value];
  await printFacts(
    [
      ['interval_seconds', formatDuration(intervalMs / 1_000), intervalMs / 1_000],
      ['oldest', toTime(oldestMs) ?? ABSENT, toTime(oldestMs) ?? null],
      ['newest', newest ?? ABSENT, newest ?? null],
      ...(['node', 'pod', 'container', 'cgroup'] as const).map((scope) =>
        count(`${scope}s`, entities[scope]),
      ),
      count('series', series),
      count('windows', openWindows + sealedWindows),
      ...parts.map(({ part, files, bytes }): Fact => {
        return [`${toCellText(part)}_bytes`, `${formatBytes(bytes)} in ${files} files`, bytes];
      }),
    ],
    output,
    surroundings,
  );
  await remove();
  return EXIT.done;
}
