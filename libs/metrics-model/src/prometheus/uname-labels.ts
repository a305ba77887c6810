import type { HostFacts } from '../report/report';

/** Node's names of architectures that are not the kernel's. */
const MACHINES: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  ia32: 'i686',
};

/**
 * Labels of `node_uname_info` as far as a node's facts tell. The time of the kernel's build and
 * the domain's name are not collected.
 */
export function toUnameLabels({
  hostname,
  kernel_version,
  architecture,
}: HostFacts): Record<string, string> {
  return {
    nodename: hostname,
    release: kernel_version,
    machine: MACHINES[architecture] ?? architecture,
    sysname: 'Linux',
  };
}
