import type { Cluster } from './recording';

const KIB = 1_024;
const PAGE = 4 * KIB;

/**
 * How far a container's working set may be from kubelet's figure, which kubelet took up to
 * 28 s before or after the snapshot's files were read, and why it moves in that time. 0 =
 * equal to the byte. Whatever the age, the value must equal the recorded files exactly;
 * that is tested apart.
 */
export interface Drift {
  readonly bytes: number;
  readonly why: string;
}

const STILL: Drift = { bytes: 0, why: 'sleeps: nothing is allocated or freed' };
const SHELL: Drift = { bytes: PAGE, why: 'a sleeping shell: one page comes and goes' };
const HTTPD: Drift = {
  bytes: 512 * KIB,
  why: 'a CPU loop and an httpd that forks for each of the requests from outside',
};

/** Drift by `pod prefix/container`. */
export const MEMORY_DRIFT: Readonly<Record<Cluster, Readonly<Record<string, Drift>>>> = {
  'cluster-v1': {
    'web-/app': HTTPD,
    'web-/sidecar': SHELL,
    'db-/db': { bytes: 512 * KIB, why: 'writes and reads 1 MB every 2 s through the page cache' },
    'loadgen-/wget': { bytes: 32 * KIB, why: 'starts a wget each second' },
    'agent-/agent': { bytes: 2 * PAGE, why: 'starts a small process now and then' },
    'tick-/tick': { bytes: 3_072 * KIB, why: 'started 3 s before: its start-up is still going on' },
    'hostnet/sh': SHELL,
    'bare-guaranteed/mem': STILL,
    'throttled/burn': { ...STILL, why: 'spins in one loop' },
    'crashloop/ok': STILL,
    'static-web/web': SHELL,
  },
  'cluster-v2': {
    'web2-/app': HTTPD,
    'web2-/sidecar': STILL,
    'disk2/disk': { bytes: 64 * KIB, why: 'reads and writes 1 MB every 2 to 3 s' },
    'loadgen2/wget': { bytes: 128 * KIB, why: 'starts a wget each second' },
    'agent-/agent': STILL,
    'hostnet2/sh': STILL,
    'throttled2/burn': { ...STILL, why: 'spins in one loop' },
    'oom2/calm': STILL,
    'oom2/hog': { ...STILL, why: 'has just been started again and not yet begun to fill memory' },
    'static-v2/web': SHELL,
  },
};

/** The drift entry of a container. */
export function driftOf(cluster: Cluster, pod: string, container: string): Drift {
  const entry = Object.entries(MEMORY_DRIFT[cluster]).find(([key]) => {
    const [prefix, name] = key.split('/');
    return pod.startsWith(prefix) && container === name;
  });
  if (entry === undefined) throw new Error(`no drift is stated for ${pod}/${container}`);
  return entry[1];
}

/** Containers with a load as steady as kubelet's two-sample rate needs: within 3 % of it. */
export const STEADY: Readonly<Record<Cluster, readonly string[]>> = {
  'cluster-v1': ['web-/app', 'throttled/burn'],
  // The other loads of cluster-v2 come in bursts of an emulated CPU, 4 to 50 % apart.
  'cluster-v2': ['throttled2/burn'],
};
