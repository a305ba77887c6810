import { checkStore, copyStore } from '@kubemonitor/storage';

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

function toSummary(check: Awaited<ReturnType<typeof checkStore>>): Record<string, unknown> {
  const { oldestMs, newestMs } = check;
  return {
    windows: check.windows,
    oldest: oldestMs === undefined ? null : new Date(oldestMs).toISOString(),
    newest: newestMs === undefined ? null : new Date(newestMs).toISOString(),
    samples: check.samples,
    block_bytes: check.blockBytes,
    entities: check.entities,
    journalled: check.journalled,
    damage: check.damage,
  };
}
