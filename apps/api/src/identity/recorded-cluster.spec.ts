import { join } from 'node:path';
import { FileIdentitySource } from './file-source';

const RECORDING = join(__dirname, '../../../../test/fixtures/cluster-v1/a/api');
const NODE = 'lab-node-1';

const LISTS = [
  ...['pods', 'replicasets', 'jobs', 'nodes', 'namespaces'],
  ...['deployments', 'statefulsets', 'daemonsets', 'cronjobs'],
];

describe('RecordedCluster', () => {
  let source: FileIdentitySource;

  beforeAll(async () => {
    source = new FileIdentitySource(LISTS.map((kind) => join(RECORDING, `${kind}.json`)));
    await source.start();
  });

  it('has its nodes', () => {
    const { cluster } = source;
    expect(Array.from(cluster?.nodes() ?? [], ({ name }) => name)).toEqual([NODE]);
    expect(cluster?.node(NODE)).toMatchObject({
      isSchedulable: true,
      // 24,684,092 KiB and 24,581,692 KiB.
      capacity: { cpuMillicores: 2_000, memoryBytes: 25_276_510_208, pods: 110 },
      allocatable: { cpuMillicores: 2_000, memoryBytes: 25_171_652_608, pods: 110 },
    });
    expect(cluster?.node('other')).toBeUndefined();
  });

  it('has its namespaces, the one without pods too', () => {
    expect(Array.from(source.cluster?.namespaces() ?? [], ({ name }) => name)).toEqual([
      ...['batch', 'broken', 'default', 'empty', 'infra'],
      ...['kube-node-lease', 'kube-public', 'kube-system', 'shop'],
    ]);
    expect(source.cluster?.namespace('empty')?.phase).toBe('Active');
  });

  it('has its top owners and not those in between', () => {
    const workloads = Array.from(source.cluster?.workloads() ?? [], ({ kind, name }) => [
      kind,
      name,
    ]);
    expect(workloads.sort()).toEqual([
      ['CronJob', 'tick'],
      ['DaemonSet', 'agent'],
      ['Deployment', 'loadgen'],
      ['Deployment', 'web'],
      ['Job', 'fails'],
      ['Job', 'once'],
      ['StatefulSet', 'db'],
    ]);
    expect(source.cluster?.workload('shop', { kind: 'Deployment', name: 'web' })).toMatchObject({
      desiredPods: 3,
      readyPods: 3,
    });
    expect(source.cluster?.workload('batch', { kind: 'Job', name: 'once' })).toMatchObject({
      desiredPods: 0,
    });
  });

  it('has its pods', () => {
    expect([...(source.cluster?.pods() ?? [])]).toHaveLength(20);
    expect(source.cluster?.pod('ed6d01c1-ad1e-4874-a350-df4d2a45a79b')?.name).toBe('unschedulable');
  });
});
