import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedStore } from '../../embedded/embedded-store';
import { INTERVAL_MS } from '../report-builder';
import type { ContractStore, OpenStore } from './contract-store';

/** Memory for sealed windows: so little that ranges are read from the files. */
const MEMORY_BYTES = 1_048_576;

type Options = Parameters<OpenStore>[0];

function toStoreOptions({ retentionSeconds, maxSeries }: Options, now: () => number) {
  const intervalSeconds = INTERVAL_MS / 1_000;
  return { intervalSeconds, retentionSeconds, maxSeries, maxAheadSeconds: 60, now };
}

/** The embedded driver under the contract, in memory only. */
export const openEmbedded: OpenStore = (options) => {
  let clockMs = options.nowMs;
  const store = new EmbeddedStore(toStoreOptions(options, () => clockMs));
  return Promise.resolve({
    store,
    setTime(timeMs: number) {
      clockMs = timeMs;
    },
    settle: () => store.maintain(),
    close: () => store.close(),
  });
};

/** The same with files in a directory of the disk. */
export const openEmbeddedOnDisk: OpenStore = async (options): Promise<ContractStore> => {
  let clockMs = options.nowMs;
  const directory = mkdtempSync(join(tmpdir(), 'contract-'));
  const { store } = await EmbeddedStore.open(
    toStoreOptions(options, () => clockMs),
    {
      directory,
      sync: 'interval',
      maxBytes: 2 ** 30,
      memorySeconds: INTERVAL_MS / 1_000,
      minuteSeconds: 0,
      hourSeconds: 0,
      memoryBytes: MEMORY_BYTES,
      warn: (message) => {
        throw new Error(message);
      },
    },
  );
  return {
    store,
    setTime(timeMs: number) {
      clockMs = timeMs;
    },
    settle: () => store.maintain(),
    async close() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
