import type { Disk } from './disk/disk';
import type { Maintenance } from './maintenance';
import type { Retention } from './retention';
import type { Rollups } from './rollups/rollups';
import type { StoreParts } from './store-parts';

/** What upkeep works on. */
export interface UpkeepContext {
  readonly parts: StoreParts;
  readonly maintenance: Maintenance;
  readonly retention: Retention;
  readonly now: () => number;
  readonly currentTick: () => number;
}

/** The work of a store that nobody asked for: seals, writes, rolls up, drops. */
export class StoreUpkeep {
  private running: Promise<void> | undefined;
  private disk: Disk | undefined;
  private rollups: Rollups | undefined;

  constructor(private readonly context: UpkeepContext) {}

  /** From now on there is a directory. */
  begin(disk: Disk, rollups: Rollups): void {
    this.disk = disk;
    this.rollups = rollups;
  }

  /** Does what is due, once at a time: a call that comes meanwhile waits for the same work. */
  async run(): Promise<void> {
    this.running ??= this.runOnce().finally(() => {
      this.running = undefined;
    });
    // Upkeep may take seconds when there is much of it; the disk is not kept waiting for it,
    // nor is upkeep for roll-ups.
    await Promise.all([this.disk?.keepUp(), this.running, this.rollUp()]);
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.rollups?.close();
    await Promise.allSettled([this.running, this.disk?.keepUp()]);
  }

  private async runOnce(): Promise<void> {
    const { parts, maintenance, retention, now, currentTick } = this.context;
    await this.dropOld();
    const newest = parts.sums.newestTick(currentTick());
    await maintenance.run(newest, currentTick(), now());
    retention.coolDown();
    await this.disk?.maintain(parts);
  }

  /** Drops what is too old, and what there is no room for. */
  private async dropOld(): Promise<void> {
    const { disk, rollups } = this;
    const { parts, retention } = this.context;
    let rolledUp = Number.POSITIVE_INFINITY;
    if (disk !== undefined && rollups !== undefined) {
      await disk.deleteOld(async () => {
        const dropped = await rollups.dropExpired();
        if (dropped) retention.forgetGone();
        return dropped;
      });
      retention.keepFrom(await disk.makeRoom(parts.windows, rollups));
      // Samples wait for their roll-up, unless the disk does not take it: then age counts alone.
      if (!disk.cannotRollUp) rolledUp = rollups.neededTick;
    }
    retention.shorten();
    const dropped = retention.dropExpired(rolledUp);
    await disk?.remove(dropped);
  }

  private async rollUp(): Promise<void> {
    const { disk, rollups } = this;
    if (rollups !== undefined) await disk?.rollUp(() => rollups.run());
  }
}
