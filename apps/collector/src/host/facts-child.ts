import { arch, cpus, release, type } from 'node:os';
import { cpu, osInfo } from 'systeminformation';
import type { MachineFacts } from './machine-facts';

/**
 * Entry point of a process of its own: asks the machine for its CPU, kernel and operating
 * system, prints them as one JSON object and ends. In a container the distribution is the
 * image's, not the host's, and is left out; CPU and kernel are the host's all the same.
 */
async function main(): Promise<void> {
  const isOnHost = (process.env.HOST_PROC ?? '/proc') === '/proc';
  const [processor, system] = await Promise.all([cpu(), osInfo()]);
  const processors = cpus();
  // An image without the programs the library asks leaves its answers empty.
  const facts: MachineFacts = {
    cpu_model: `${processor.manufacturer} ${processor.brand}`.trim() || processors[0].model,
    cpu_cores: processor.cores || processors.length,
    kernel_version: system.kernel || release(),
    os: (isOnHost ? `${system.distro} ${system.release}`.trim() : '') || type(),
    architecture: system.arch || arch(),
  };
  process.stdout.write(JSON.stringify(facts));
}

void main();
