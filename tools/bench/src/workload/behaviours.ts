import { AT } from './metrics';
import { between, type Random } from './random';

/** How one pod behaves: `step` moves its ten values, which begin at `at`, one interval on. */
export interface Behaviour {
  readonly kind: BehaviourKind;
  step(values: Float64Array, at: number): void;
}

export type BehaviourKind = 'idle' | 'service' | 'database' | 'job';

const PAGE = 4_096;
const MEBIBYTE = 1_048_576;

/**
 * Sets the four figures of memory as they depend on each other; all are whole pages.
 * `inactiveShare` of the cache are file pages not used lately, which the working set leaves out.
 */
function setMemory(
  values: Float64Array,
  at: number,
  { rss, cache, inactiveShare }: { rss: number; cache: number; inactiveShare: number },
): void {
  const inactive = Math.floor((cache / PAGE) * inactiveShare) * PAGE;
  values[at + AT.rss] = rss;
  values[at + AT.cache] = cache;
  values[at + AT.usage] = rss + cache;
  values[at + AT.workingSet] = rss + cache - inactive;
}

function pages(random: Random, least: number, most: number): number {
  return between(random, least, most) * PAGE;
}

/** A pod that waits: a little CPU now and then, memory that hardly moves. */
class IdlePod implements Behaviour {
  readonly kind = 'idle';
  private rss: number;
  private readonly cache: number;

  constructor(private readonly random: Random) {
    this.rss = pages(random, 256, 12_800);
    this.cache = pages(random, 64, 5_120);
  }

  step(values: Float64Array, at: number): void {
    const { random } = this;
    if (random() < 0.3) values[at + AT.cpu] += between(random, 200, 4_000);
    if (random() < 0.02) this.rss = Math.max(PAGE, this.rss + pages(random, -8, 8));
    if (random() < 0.1) {
      values[at + AT.networkRx] += between(random, 60, 1_500);
      values[at + AT.networkTx] += between(random, 60, 1_500);
    }
    setMemory(values, at, { rss: this.rss, cache: this.cache, inactiveShare: 0.5 });
    values[at + AT.pids] = 7;
  }
}

/** A service: CPU walks at random, memory is a sawtooth of garbage collection, traffic is noisy. */
class ServicePod implements Behaviour {
  readonly kind = 'service';
  private millicores: number;
  private heap: number;
  private readonly floor: number;
  private readonly top: number;
  private readonly cache: number;

  constructor(
    private readonly random: Random,
    private readonly intervalSeconds: number,
  ) {
    this.millicores = between(random, 5, 300);
    this.floor = pages(random, 5_000, 40_000);
    this.top = this.floor * (1.3 + random());
    this.heap = this.floor;
    this.cache = pages(random, 500, 10_000);
  }

  step(values: Float64Array, at: number): void {
    const { random, intervalSeconds } = this;
    this.millicores *= 0.9 + random() * 0.2;
    this.millicores = Math.min(2_000, Math.max(5, this.millicores));
    values[at + AT.cpu] += Math.round(this.millicores * intervalSeconds * 1_000);
    this.heap += pages(random, 1, 200);
    if (this.heap > this.top) this.heap = this.floor;
    const burst = random() < 0.02 ? 10 : 1;
    const requests = Math.round(this.millicores * intervalSeconds * burst * (0.5 + random()));
    values[at + AT.networkRx] += requests * between(random, 300, 900);
    values[at + AT.networkTx] += requests * between(random, 800, 4_000);
    if (random() < 0.3) values[at + AT.diskWrite] += pages(random, 1, 16);
    setMemory(values, at, { rss: this.heap, cache: this.cache, inactiveShare: 0.25 });
    values[at + AT.pids] = 24 + between(random, 0, 2);
  }
}

/** A database: steady memory, a page cache that fills up, reads and writes all the time. */
class DatabasePod implements Behaviour {
  readonly kind = 'database';
  private readonly rss: number;
  private readonly mostCache: number;
  private cache: number;
  private readonly load: number;

  constructor(
    private readonly random: Random,
    private readonly intervalSeconds: number,
  ) {
    this.rss = pages(random, 20_000, 400_000);
    this.mostCache = pages(random, 50_000, 500_000);
    this.cache = Math.floor(this.mostCache / PAGE / 2) * PAGE;
    this.load = between(random, 20, 600);
  }

  step(values: Float64Array, at: number): void {
    const { random, intervalSeconds, load } = this;
    const share = 0.7 + random() * 0.6;
    const read = pages(random, 0, load);
    values[at + AT.cpu] += Math.round(load * share * intervalSeconds * 1_000);
    values[at + AT.diskRead] += read;
    values[at + AT.diskWrite] += pages(random, 10, load);
    values[at + AT.networkRx] += Math.round(load * share * between(random, 200, 600));
    values[at + AT.networkTx] += Math.round(load * share * between(random, 900, 9_000));
    this.cache = Math.min(this.mostCache, this.cache + read);
    setMemory(values, at, { rss: this.rss, cache: this.cache, inactiveShare: 0.3 });
    values[at + AT.pids] = 60;
  }
}

/** A job or a crash loop: a while at full speed, then a while of nothing. */
class JobPod implements Behaviour {
  readonly kind = 'job';
  private isRunning = true;
  private stepsLeft: number;
  private rss = 0;

  constructor(
    private readonly random: Random,
    private readonly intervalSeconds: number,
  ) {
    this.stepsLeft = between(random, 1, 60);
  }

  step(values: Float64Array, at: number): void {
    const { random } = this;
    this.stepsLeft -= 1;
    if (this.stepsLeft <= 0) {
      this.isRunning = !this.isRunning;
      this.stepsLeft = this.isRunning ? between(random, 12, 60) : between(random, 6, 60);
      this.rss = this.isRunning ? 10 * MEBIBYTE : 0;
    }
    if (this.isRunning) this.work(values, at);
    setMemory(values, at, { rss: this.rss, cache: 20 * PAGE, inactiveShare: 0.5 });
    values[at + AT.pids] = this.isRunning ? 4 : 1;
  }

  private work(values: Float64Array, at: number): void {
    const { random, intervalSeconds } = this;
    this.rss += pages(random, 0, 400);
    values[at + AT.cpu] += between(random, 900, 1_000) * intervalSeconds * 1_000;
    values[at + AT.diskRead] += pages(random, 0, 500);
    values[at + AT.diskWrite] += pages(random, 0, 300);
    values[at + AT.networkRx] += between(random, 0, 100_000);
  }
}

/** 45 % idle, 35 % services, 12 % databases, 8 % jobs and crash loops. */
export function createBehaviour(random: Random, intervalSeconds: number): Behaviour {
  const drawn = random();
  if (drawn < 0.45) return new IdlePod(random);
  if (drawn < 0.8) return new ServicePod(random, intervalSeconds);
  if (drawn < 0.92) return new DatabasePod(random, intervalSeconds);
  return new JobPod(random, intervalSeconds);
}
