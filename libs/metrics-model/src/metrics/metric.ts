/**
 * What a metric is measured on. `cgroup` is a control group of the host that belongs to
 * no pod: a systemd unit, a plain docker container.
 */
export type Scope = 'node' | 'pod' | 'container' | 'cgroup';

export const SCOPES: readonly Scope[] = ['node', 'pod', 'container', 'cgroup'];

/**
 * How a metric behaves. A `counter` only grows during the life of its cgroup, device or
 * host; it is stored as the kernel gives it, and rates are derived on read. A `gauge` is
 * a value of the instant.
 */
export type MetricType = 'counter' | 'gauge';

/** One stored series family: what the collector ships and the store keeps. */
export interface MetricDefinition {
  /** snake_case, the unit last. */
  readonly name: string;
  readonly type: MetricType;
  readonly scopes: readonly Scope[];
  /** What it is, in one sentence. */
  readonly description: string;
  /** The kernel file and field on cgroup v1 (`P` = the host's procfs), or why there is none. */
  readonly v1: string;
  /** The same on cgroup v2. */
  readonly v2: string;
  /** How the value is made from what the kernel writes, where it is not the value itself. */
  readonly formula?: string;
}
