/**
 * How far apart our numbers and kubelet's may be, and why: the two read the same kernel
 * counters at different moments. docs/operations.md states the same to users.
 */
export const TOLERANCE = {
  /** kubelet's CPU rate is over its last two samples, 10 to 20 s before their time. */
  kubeletWindowMs: 20_000,
  /** kubelet's times are cut to whole seconds. */
  timeTruncationMs: 1_000,
  /** Our readings in these seconds differ by less than 10 %: the load is steady. */
  steadySpread: 0.1,
  /** Steady load: two windows that overlap give the same rate within this. */
  steadyCpuShare: 0.03,
  steadyCpuMillicores: 0.5,
  /**
   * Load in bursts: kubelet's window cuts them elsewhere, so its rate must only lie
   * between our least and greatest reading, widened by this.
   */
  burstCpuShare: 0.2,
  burstCpuMillicores: 2,
  /** kubelet's memory must lie between our least and greatest reading of these seconds around it. */
  memoryAroundMs: 15_000,
  /** Where ours differ by more than `steadySpread`, their whole spread is added. */
  memoryShare: 0.01,
  memoryBytes: 128 * 1_024,
  /** The node: /proc/stat against the root cgroup, which also count the kernel differently. */
  nodeCpuShare: 0.05,
  nodeCpuMillicores: 20,
  nodeMemoryShare: 0.05,
  nodeMemoryBytes: 32 * 1_024 * 1_024,
  /** The kernel rounds a memory limit to its page size; 64 KiB is the largest in use. */
  memoryLimitBytes: 65_536,
  /** kubelet sets quotas in µs of 100 ms: 0.01 millicores; never below 10 millicores. */
  cpuLimitMillicores: 0.01,
  leastCpuLimitMillicores: 10,
} as const;

/** The tolerances as lines for people. */
export function describeTolerances(): string[] {
  const percent = (share: number) => `${share * 100} %`;
  const t = TOLERANCE;
  return [
    'names, phases, restarts, owners, hostNetwork, requests, capacity: equal',
    `limits: CPU ± ${t.cpuLimitMillicores} millicores (never below ${t.leastCpuLimitMillicores}), memory ± 64 KiB (the kernel rounds to pages)`,
    `CPU, steady (our readings of the ${t.kubeletWindowMs / 1_000} s before kubelet's time differ by less than ${percent(t.steadySpread)}): ± ${percent(t.steadyCpuShare)} + ${t.steadyCpuMillicores} millicores of their mean`,
    `CPU, in bursts: between our least and greatest reading, widened by ${percent(t.burstCpuShare)} + ${t.burstCpuMillicores} millicores`,
    `memory (working set): between our least and greatest reading within ${t.memoryAroundMs / 1_000} s of kubelet's time, widened by the larger of ${percent(t.memoryShare)} and 128 KiB (of a namespace or workload 128 KiB a pod), and where ours differ by more than ${percent(t.steadySpread)} by their spread too`,
    `node: CPU ${percent(t.nodeCpuShare)} + ${t.nodeCpuMillicores} millicores, memory the larger of ${percent(t.nodeMemoryShare)} and 32 MiB`,
    `network counters: not below ours ${t.kubeletWindowMs / 1_000} s before kubelet's time, not above ours just after it`,
  ];
}
