import { checkStore, copyStore, type StoreCheck } from '@kubemonitor/storage';

/** What was asked of a store's files on the command line, by option. */
export interface StoreArguments {
  readonly 'check-store'?: string;
  readonly 'copy-store'?: string;
  readonly to?: string;
}

/**
 * Does what the command line asks of a store's files, a server of theirs may run meanwhile.
 * @returns the exit code, 1 when a file is damaged; undefined when nothing was asked
 * @throws StorageError
 */
export async function runStoreCommand(
  asked: StoreArguments,
  print: (text: string) => void,
): Promise<number | undefined> {
  const { 'check-store': checked, 'copy-store': copied, to } = asked;
  if (checked !== undefined) {
    const check = await checkStore(checked);
    print(`${JSON.stringify(toSummary(check), null, 2)}\n`);
    return check.damage.length === 0 ? 0 : 1;
  }
  if (copied === undefined) return undefined;
  const files = await copyStore(copied, to ?? '');
  print(`${files} files copied to ${to}\n`);
  return 0;
}

function toSummary(check: StoreCheck): Record<string, unknown> {
  return {
    windows: check.windows,
    oldest: toTimestamp(check.oldestMs),
    newest: toTimestamp(check.newestMs),
    samples: check.samples,
    block_bytes: check.blockBytes,
    minutes: toLevelSummary(check.minutes),
    hours: toLevelSummary(check.hours),
    entities: check.entities,
    journalled: check.journalled,
    damage: check.damage,
  };
}

function toLevelSummary(level: StoreCheck['minutes']): Record<string, unknown> {
  const { files, bytes, oldestMs, newestMs } = level;
  return { files, bytes, oldest: toTimestamp(oldestMs), newest: toTimestamp(newestMs) };
}

function toTimestamp(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
