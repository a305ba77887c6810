import type { Derivation, FieldDefinition, Report } from '@kubemonitor/metrics-model';

const WINDOW = 30;

interface Sample {
  readonly timeMs: number;
  readonly boot: string;
  readonly stepped: boolean;
  readonly values: ReadonlyMap<string, number>;
}

/** A rate's two sides between a sample and the one before it: value = part / whole × scale. */
interface Quotient {
  readonly part: number;
  readonly whole: number;
  readonly scale: number;
}

/** What a step says: its value and three statistics of the ticks in it. */
export type StepPicture = readonly [value: number, min: number, max: number, p95: number];

/**
 * The contract of the store in the plainest form: every sample in a Map, every answer
 * worked out anew. Slow on purpose; what the embedded store answers is compared with it.
 */
export class NaiveStore {
  private readonly samples = new Map<string, Map<number, Sample>>();
  private readonly ticks = new Map<string, Set<number>>();

  constructor(private readonly retentionTicks: number) {}

  append(report: Report, currentTick: number): 'stored' | 'duplicate' | 'too_old' {
    if (report.tick < currentTick - this.retentionTicks) return 'too_old';
    const ticks = this.ticks.get(report.node) ?? new Set();
    if (ticks.has(report.tick)) return 'duplicate';
    this.ticks.set(report.node, ticks.add(report.tick));
    for (const scope of ['node', 'pod'] as const) {
      const section = scope === 'node' ? report.host : report.pods;
      section.ids.forEach((id, row) => {
        const key = `${scope} ${report.node} ${id}`;
        const ofEntity = this.samples.get(key) ?? new Map<number, Sample>();
        const pairs = section.fields.map((field, at) => [field, section.rows[row][at]] as const);
        this.samples.set(
          key,
          ofEntity.set(report.tick, {
            timeMs: report.timestamp_milliseconds + section.offsets_milliseconds[row],
            boot: report.boot_id,
            stepped: report.clock_stepped,
            values: new Map(
              pairs.flatMap(([field, value]) => (value === null ? [] : [[field, value]])),
            ),
          }),
        );
      });
    }
    return 'stored';
  }

  /** Forgets whole windows that lie before the retention. */
  expire(currentTick: number): void {
    const oldest = currentTick - this.retentionTicks;
    const firstHeld = Math.floor(oldest / WINDOW) * WINDOW;
    for (const [key, ofEntity] of this.samples) {
      for (const tick of ofEntity.keys()) if (tick < firstHeld) ofEntity.delete(tick);
      if (ofEntity.size === 0) this.samples.delete(key);
    }
  }

  keys(): string[] {
    return [...this.samples.keys()].toSorted();
  }

  latest(key: string, field: FieldDefinition): number {
    const newest = Math.max(...this.of(key).keys());
    return round(this.valueAt(key, field.derivation, newest), field);
  }

  /** Steps of `ticksPerStep` ticks from `from`, which must be a multiple of it, up to `to`. */
  range(
    key: string,
    field: FieldDefinition,
    window: { from: number; to: number; ticksPerStep: number },
  ): StepPicture[] {
    const { from, to, ticksPerStep } = window;
    const steps: StepPicture[] = [];
    for (let start = from; start < to; start += ticksPerStep) {
      const ticks = Array.from(
        { length: Math.min(ticksPerStep, to - start) },
        (_, at) => start + at,
      );
      const step = this.summarise(key, field.derivation, ticks);
      steps.push([
        round(step[0], field),
        round(step[1], field),
        round(step[2], field),
        round(step[3], field),
      ]);
    }
    return steps;
  }

  private of(key: string): Map<number, Sample> {
    return this.samples.get(key) ?? new Map<number, Sample>();
  }

  private valueAt(key: string, derivation: Derivation, tick: number): number {
    const values = this.of(key).get(tick)?.values ?? new Map<string, number>();
    const value = (metric: string) => values.get(metric) ?? Number.NaN;
    switch (derivation.kind) {
      case 'gauge':
      case 'counter':
        return value(derivation.metric);
      case 'difference':
        return Math.max(0, value(derivation.from) - value(derivation.minus));
      case 'rate':
      case 'ratio': {
        const { part, whole, scale } = this.quotientAt(key, derivation, tick);
        return part === 0 && whole === 0 ? 0 : whole > 0 ? (part / whole) * scale : Number.NaN;
      }
    }
  }

  private quotientAt(key: string, derivation: Derivation, tick: number): Quotient {
    const none = { part: Number.NaN, whole: Number.NaN, scale: 1 };
    const sample = this.of(key).get(tick);
    const before = [1, 2, 3]
      .map((back) => this.of(key).get(tick - back))
      .find((earlier) => earlier !== undefined);
    if (sample === undefined || before === undefined) return none;
    if (sample.stepped || sample.boot !== before.boot) return none;
    const growth = (metric: string) => {
      const increase =
        (sample.values.get(metric) ?? Number.NaN) - (before.values.get(metric) ?? Number.NaN);
      return increase < 0 ? Number.NaN : increase;
    };
    if (derivation.kind === 'ratio') {
      return { part: growth(derivation.part), whole: growth(derivation.whole), scale: 1 };
    }
    if (derivation.kind !== 'rate') return none;
    const seconds = (sample.timeMs - before.timeMs) / 1_000;
    return {
      part: growth(derivation.metric),
      whole: seconds > 0 ? seconds : Number.NaN,
      scale: derivation.scale,
    };
  }

  private summarise(key: string, derivation: Derivation, ticks: readonly number[]): StepPicture {
    const values = ticks
      .map((tick) => this.valueAt(key, derivation, tick))
      .filter((value) => !Number.isNaN(value));
    if (values.length === 0) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    const sorted = values.toSorted((a, b) => a - b);
    const rank = sorted.findIndex((_, index) => index + 1 >= 0.95 * sorted.length);
    return [
      this.wholeOf(key, derivation, ticks, values),
      sorted[0],
      sorted[sorted.length - 1],
      sorted[rank],
    ];
  }

  private wholeOf(
    key: string,
    derivation: Derivation,
    ticks: readonly number[],
    values: readonly number[],
  ): number {
    if (derivation.kind === 'counter') return values[values.length - 1];
    if (derivation.kind === 'gauge' || derivation.kind === 'difference') {
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    }
    const quotients = ticks
      .map((tick) => this.quotientAt(key, derivation, tick))
      .filter(({ part, whole }) => !Number.isNaN(part + whole));
    const part = quotients.reduce((sum, quotient) => sum + quotient.part, 0);
    const whole = quotients.reduce((sum, quotient) => sum + quotient.whole, 0);
    return whole > 0 ? (part / whole) * quotients[0].scale : 0;
  }
}

function round(value: number, { decimals }: FieldDefinition): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
