import { checkStore } from '@kubemonitor/storage';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Format } from '../output/format';
import { toCellText } from '../output/plain-text';
import { coloursOf } from '../output/printer';
import type { Surroundings } from '../surroundings';
import { ABSENT, formatBytes } from '../units/format-number';
import { printFacts } from './print-facts';

/** Reads every byte of a store and compares all checksums. @throws StorageError */
export async function runCheck(
  directory: string,
  { output }: { readonly output: Format },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const check = await checkStore(directory);
  const { oldestMs, newestMs, damage } = check;
  await printFacts(
    [
      ['windows', String(check.windows), check.windows],
      ['oldest', toTime(oldestMs) ?? ABSENT, toTime(oldestMs) ?? null],
      ['newest', toTime(newestMs) ?? ABSENT, toTime(newestMs) ?? null],
      ['samples', String(check.samples), check.samples],
      ['block_bytes', formatBytes(check.blockBytes), check.blockBytes],
      ['minute_files', String(check.minutes.files), check.minutes.files],
      ['minute_bytes', formatBytes(check.minutes.bytes), check.minutes.bytes],
      [
        'minutes_oldest',
        toTime(check.minutes.oldestMs) ?? ABSENT,
        toTime(check.minutes.oldestMs) ?? null,
      ],
      ['hour_files', String(check.hours.files), check.hours.files],
      ['hour_bytes', formatBytes(check.hours.bytes), check.hours.bytes],
      [
        'hours_oldest',
        toTime(check.hours.oldestMs) ?? ABSENT,
        toTime(check.hours.oldestMs) ?? null,
      ],
      ['entities', String(check.entities), check.entities],
      ['journalled', String(check.journalled), check.journalled],
      ['damage', damage.length === 0 ? 'none' : String(damage.length), damage],
    ],
    output,
    surroundings,
  );
  if (damage.length === 0) return EXIT.done;
  const colours = coloursOf(surroundings.stderr);
  for (const line of damage) {
    await surroundings.stderr.write(`${colours.red('damaged')}: ${toCellText(line)}\n`);
  }
  return EXIT.off;
}

/** ISO 8601; undefined where nothing is held. */
export function toTime(ms: number | undefined): string | undefined {
  return ms === undefined || Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
