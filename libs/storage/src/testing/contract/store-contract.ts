import { ContractDriver, type OpenStore } from './contract-store';
import { describeAppending } from './appending';
import { describeGroups } from './groups';
import { describeLatest } from './latest';
import { describeNames } from './names';
import { describeRanges } from './ranges';
import { describeSamples } from './samples';
import { INTERVAL_MS } from '../report-builder';

/** Ticks an hour has; the contract writes into the last one. */
const HOUR_TICKS = 720;
/** Windows of both drivers begin at whole multiples of it. */
const ALIGNED_TICKS = 720;

/** Opens a driver on an empty store whose clock stands one second into tick 0. */
export type OpenDriver = (options?: {
  readonly retentionSeconds?: number;
  readonly maxSeries?: number;
}) => Promise<ContractDriver>;

/**
 * What every driver of the MetricsStore port must do: the same writes give the same answers,
 * exact to the digits the fields have. Times are of the last hours, since an engine keeps
 * only what is recent by its own clock.
 */
export function describeStoreContract(open: OpenStore): void {
  const opened: ContractDriver[] = [];
  const openDriver: OpenDriver = async ({
    retentionSeconds = 7_200,
    maxSeries = 1_000_000,
  } = {}) => {
    const nowTick = Math.floor(Date.now() / INTERVAL_MS);
    const base = Math.floor((nowTick - HOUR_TICKS) / ALIGNED_TICKS) * ALIGNED_TICKS;
    const nowMs = base * INTERVAL_MS + 1_000;
    const driver = await open({ nowMs, retentionSeconds, maxSeries });
    const contract = new ContractDriver(driver, base);
    opened.push(contract);
    return contract;
  };

  afterAll(async () => {
    for (const { driver } of opened) await driver.close();
  });

  describeAppending(openDriver);
  describeLatest(openDriver);
  describeRanges(openDriver);
  describeSamples(openDriver);
  describeGroups(openDriver);
  describeNames(openDriver);
}
