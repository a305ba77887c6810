import { setTimeout as sleep } from 'node:timers/promises';
import { readStoreHealth, type StoreHealth } from '../process/api-server';
import { readDirectoryParts } from './directory-size';
import { OWN_NAME, type System } from './system';

/** Bytes a system keeps for a sample. */
export interface StorageFigures {
  readonly system: string;
  readonly samples: number;
  /** Everything in its directory but roll-ups, after it has compacted what it may; undefined = no directory. */
  readonly diskBytesPerSample: number | undefined;
  /** The same as it was before compaction was asked for. */
  readonly beforeCompactionPerSample: number | undefined;
  /** Of Prometheus: what its head and log take as a block, which it makes after two hours. */
  readonly blockBytesPerSample: number | undefined;
  /** Parts of the directory, bytes a sample. */
  readonly parts: Readonly<Record<string, number>>;
  /** Of ours: roll-ups, which are beside the samples; bytes a sample. */
  readonly rollupBytesPerSample: number | undefined;
  /** Of ours: sealed samples as its store counts them, bytes each. */
  readonly sealedBytesPerSample: number | undefined;
}

/** Directories of our store that hold roll-ups. */
const ROLLUPS = ['minutes', 'hours'];
/** Blocks that were merged are deleted a little later. */
const AFTER_COMPACTION_MS = 3_000;

/** Measures the directory of a system that was sent `samples`, before and after it compacts. */
export async function measureStorage(
  system: System,
  samples: number,
  settleSeconds: number,
): Promise<StorageFigures> {
  const before = partsPerSample(system, samples);
  const blockBytes = await system.compact();
  await system.settle(settleSeconds);
  await sleep(AFTER_COMPACTION_MS);
  const parts = partsPerSample(system, samples);
  const health = await readOwnHealth(system);
  return {
    system: system.name,
    samples,
    diskBytesPerSample: sumOf(parts, (part) => !ROLLUPS.includes(part)),
    beforeCompactionPerSample: sumOf(before, (part) => !ROLLUPS.includes(part)),
    blockBytesPerSample: blockBytes === undefined ? undefined : blockBytes / samples,
    parts: parts ?? {},
    rollupBytesPerSample:
      health === undefined ? undefined : sumOf(parts, (part) => ROLLUPS.includes(part)),
    sealedBytesPerSample:
      health === undefined ? undefined : health.sealed_bytes / health.sealed_samples,
  };
}

function readOwnHealth({ name, url }: System): Promise<StoreHealth | undefined> {
  return name === OWN_NAME ? readStoreHealth(url) : Promise.resolve(undefined);
}

type Parts = Readonly<Record<string, number>> | undefined;

function partsPerSample({ directory }: System, samples: number): Parts {
  if (directory === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(readDirectoryParts(directory)).map(([part, bytes]) => [part, bytes / samples]),
  );
}

/** Undefined where there is no directory. */
function sumOf(parts: Parts, isWanted: (part: string) => boolean): number | undefined {
  if (parts === undefined) return undefined;
  return Object.entries(parts).reduce(
    (sum, [part, bytes]) => sum + (isWanted(part) ? bytes : 0),
    0,
  );
}
