import { createBehaviour, type Behaviour } from './behaviours';
import { AT, RECORD_VALUES } from './metrics';
import { between, createRandom, mixSeed, type Random } from './random';
import type { ClusterShape } from './topology';

/** Counters do not begin at 0: the pods have run for a while. */
const LONGEST_PAST_SECONDS = 1_000_000;
/** What the system's own daemons use. */
const SYSTEM_MILLICORES = 80;
const SYSTEM_MEMORY_BYTES = 700 * 1_048_576;
const SYSTEM_TASKS = 150;

/**
 * The records of one node over time: record 0 is the node, the others are its pods, ten
 * values each. The same shape and node number give the same samples, wherever and however
 * often they are made.
 */
export class NodeWorkload {
  /** `values[record × 10 + metric]`: whole numbers, as a kernel counts. The owner is this object. */
  readonly values: Float64Array;
  private readonly random: Random;
  private readonly behaviours: readonly Behaviour[];
  private systemCpu = 0;

  constructor(
    private readonly shape: ClusterShape,
    node: number,
  ) {
    this.random = createRandom(mixSeed(shape.seed, node));
    this.values = new Float64Array((shape.podsPerNode + 1) * RECORD_VALUES);
    this.behaviours = Array.from({ length: shape.podsPerNode }, () =>
      createBehaviour(this.random, shape.intervalSeconds),
    );
    this.startCounters();
  }

  /** How its pods behave, in their order. */
  get kinds(): readonly Behaviour['kind'][] {
    return this.behaviours.map(({ kind }) => kind);
  }

  /** Moves all records one interval on. */
  step(): void {
    for (let pod = 0; pod < this.behaviours.length; pod += 1) {
      this.behaviours[pod].step(this.values, (pod + 1) * RECORD_VALUES);
    }
    this.sumNode();
  }

  private startCounters(): void {
    const counters = [AT.cpu, AT.diskRead, AT.diskWrite, AT.networkRx, AT.networkTx];
    for (let at = RECORD_VALUES; at < this.values.length; at += RECORD_VALUES) {
      const past = between(this.random, 60, LONGEST_PAST_SECONDS);
      for (const counter of counters) {
        this.values[at + counter] = past * between(this.random, 0, 20_000);
      }
    }
  }

  /** The node's record: its pods and the system beside them. */
  private sumNode(): void {
    const { values, random, shape } = this;
    values.fill(0, 0, RECORD_VALUES);
    for (let at = RECORD_VALUES; at < values.length; at += 1) {
      values[at % RECORD_VALUES] += values[at];
    }
    const noise = between(random, 0, 2_000) * shape.intervalSeconds;
    this.systemCpu += SYSTEM_MILLICORES * shape.intervalSeconds * 1_000 + noise;
    values[AT.cpu] += this.systemCpu;
    values[AT.workingSet] += SYSTEM_MEMORY_BYTES;
    values[AT.usage] += SYSTEM_MEMORY_BYTES;
    values[AT.rss] += SYSTEM_MEMORY_BYTES;
    values[AT.pids] += SYSTEM_TASKS;
  }
}
