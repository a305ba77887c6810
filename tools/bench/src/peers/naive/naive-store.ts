/** One metric record as the naive server is sent it. */
export interface NaiveRecord {
  readonly namespace: string;
  readonly pod: string;
  readonly node: string;
  /** ms since the epoch. */
  readonly timestamp: number;
  readonly values: Readonly<Record<string, number>>;
}

/** A sum over pods at one time. */
export interface NaiveSum {
  readonly namespace: string;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * What most people write first: a dictionary of lists, an object a record. It is what the
 * goals call the naive server, and is here to be measured, not to be used.
 */
export class NaiveStore {
  private readonly records = new Map<string, NaiveRecord[]>();

  /** Pods known. */
  get pods(): number {
    return this.records.size;
  }

  /** Records held. */
  get count(): number {
    return [...this.records.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** @throws TypeError when it is no record */
  take(record: unknown): void {
    if (!isRecord(record)) throw new TypeError('no record');
    const key = `${record.namespace}/${record.pod}`;
    const list = this.records.get(key);
    if (list === undefined) this.records.set(key, [record]);
    else list.push(record);
  }

  /** The newest record of each pod. */
  latest(): NaiveRecord[] {
    return [...this.records.values()].map((list) => list[list.length - 1]);
  }

  /** The records of one pod since `sinceMs`. */
  ofPod(namespace: string, pod: string, sinceMs: number): NaiveRecord[] {
    const list = this.records.get(`${namespace}/${pod}`) ?? [];
    return list.filter(({ timestamp }) => timestamp >= sinceMs);
  }

  /** The newest records summed by namespace. */
  sumByNamespace(): NaiveSum[] {
    const sums = new Map<string, Record<string, number>>();
    for (const { namespace, values } of this.latest()) {
      const sum = sums.get(namespace) ?? {};
      for (const [name, value] of Object.entries(values)) sum[name] = (sum[name] ?? 0) + value;
      sums.set(namespace, sum);
    }
    return [...sums].map(([namespace, values]) => ({ namespace, values }));
  }
}

function isRecord(value: unknown): value is NaiveRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { namespace, pod, node, timestamp, values } = value as Record<string, unknown>;
  return (
    [namespace, pod, node].every((text) => typeof text === 'string') &&
    typeof timestamp === 'number' &&
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((one) => typeof one === 'number')
  );
}
