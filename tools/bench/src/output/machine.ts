import { cpus, loadavg, release, totalmem } from 'node:os';

/** The machine a result was measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly node: string;
  /** Tasks running or waiting before the start, mean of a minute: above 0.5 others were at work. */
  readonly load1m: number;
}

/** Describes this machine as it is now. */
export function describeMachine(): Machine {
  const list = cpus();
  return {
    cpu: list[0]?.model.trim() ?? 'unknown',
    cores: list.length,
    memoryBytes: totalmem(),
    kernel: release(),
    node: process.versions.node,
    load1m: loadavg()[0],
  };
}
