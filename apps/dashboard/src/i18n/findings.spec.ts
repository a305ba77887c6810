import { FINDING_CODES, type FindingCode, type FindingValues } from '@kubemonitor/metrics-model';
import { findingText } from './findings';

/** What each rule's sentence is made of, and the English one word for word. */
const SAID: Readonly<Record<FindingCode, readonly [FindingValues, string]>> = {
  oom_killed: [
    { containers: ['app', 'log'], count: 2 },
    'Container app, log ran out of memory within the last hour: 2 processes were killed.',
  ],
  node_oom_killed: [
    { count: 1 },
    'The node ran out of memory within the last hour: 1 process was killed outside the pods known.',
  ],
  crash_loop: [
    { containers: ['app'], reason: 'Error', exit_code: 137 },
    'Container app crashes again and again; the last time: Error, exit code 137.',
  ],
  image_pull_failed: [
    { containers: ['app'], reason: 'ErrImagePull', image: 'web:1' },
    'The image of container app cannot be pulled (ErrImagePull): web:1.',
  ],
  container_not_created: [
    { containers: ['app'], reason: 'CreateContainerError' },
    'Container app cannot be started (CreateContainerError).',
  ],
  pod_not_scheduled: [{}, 'No node has been found for the pod.'],
  pod_pending: [{}, 'The pod has a node, but its containers have not all started.'],
  pod_failed: [{ reason: 'Evicted' }, 'The pod has failed (Evicted).'],
  container_restarted: [
    { containers: ['app'], count: 7, reason: 'Error' },
    'Container app was restarted within the last hour, 7 times in all; the last time: Error.',
  ],
  memory_near_limit: [
    { percent: 93 },
    'The pod uses 93 % of its memory limit; above it, it is killed.',
  ],
  cpu_throttled: [
    { containers: ['app'], percent: 41 },
    'Container app was held back by its CPU limit in 41 % of the last five minutes.',
  ],
  node_not_ready: [{ reason: 'NotReady' }, 'The node is not ready.'],
  node_cordoned: [{}, 'The node is cordoned: no new pods are put there.'],
  node_memory_high: [{ percent: 91 }, '91 % of the node’s memory is in use.'],
  node_cpu_high: [{ percent: 92 }, '92 % of the node’s CPUs were in use for five minutes.'],
  node_cpu_pressure: [{ percent: 55 }, 'Tasks waited for a CPU in 55 % of the last five minutes.'],
  node_memory_pressure: [
    { percent: 12 },
    'All tasks waited for memory in 12 % of the last five minutes.',
  ],
  node_io_pressure: [
    { percent: 31 },
    'All tasks waited for disks in 31 % of the last five minutes.',
  ],
  collector_late: [{ seconds: 42 }, 'The node’s collector was last heard 42 s ago.'],
  collector_silent: [{}, 'Nothing is measured: no collector reports from the node.'],
  clock_skew: [{}, 'The node’s clock is off: its reports are refused.'],
  series_near_limit: [
    { percent: 90 },
    'The store holds 90 % of the series it may (MAX_SERIES); above it new ones are refused.',
  ],
  entities_near_limit: [
    { percent: 95 },
    'The store knows 95 % of the pods, containers and nodes it may (MAX_ENTITIES); above it the oldest samples are dropped.',
  ],
  disk_near_limit: [
    { percent: 99 },
    'The store fills 99 % of the disk space it may (RETENTION_MAX_BYTES); above it the oldest samples are dropped.',
  ],
  disk_refuses: [
    { count: 3 },
    'The store’s disk failed: 3 batches of reports were refused since the start.',
  ],
  cluster_denied: [
    { resource: 'cronjobs' },
    'The server has no right to list cronjobs of the cluster.',
  ],
  cluster_unreachable: [
    { resource: 'pods' },
    'The cluster’s API server cannot be reached: what is said of pods is old.',
  ],
};

/** The cluster's word for a node that is not ready is not part of its sentence. */
const UNSAID = new Set(['NotReady']);

describe.each(FINDING_CODES)('%s', (code) => {
  const [values, english] = SAID[code];
  const finding = { code, values, message: 'what the API says' };

  it('is said in English as the API says it', () => {
    expect(findingText(finding, 'en')).toBe(english);
  });

  it('is said in Korean with all it is made of', () => {
    const text = findingText(finding, 'ko');
    expect(text).toMatch(/[가-힣].*[가-힣.]$/);
    expect(text).not.toContain('undefined');
    for (const value of Object.values(values).flat()) {
      if (!UNSAID.has(String(value))) expect(text).toContain(String(value));
    }
  });
});

it('is what the API says where the rule is not known here', () => {
  const finding = { code: 'constructor', message: 'A newer rule.' };
  expect(findingText(finding, 'ko')).toBe('A newer rule.');
});
