import type { Report } from '@kubemonitor/metrics-model';
import { NodeWorkload } from '../workload/node-workload';
import { podsOf, type ClusterShape } from '../workload/topology';
import { ReportTemplate } from './report-template';

const SHAPE: ClusterShape = {
  seed: 1,
  nodes: 2,
  podsPerNode: 2,
  namespaces: 2,
  deployments: 4,
  intervalSeconds: 5,
};

function write(tick: number): { report: Report; values: Float64Array } {
  const workload = new NodeWorkload(SHAPE, 1);
  workload.step();
  const text = new ReportTemplate(SHAPE, 1).write(tick, workload.values);
  return { report: JSON.parse(text) as Report, values: workload.values };
}

describe('ReportTemplate', () => {
  it('says which node and tick it is of', () => {
    const { report } = write(1_001);
    expect(report).toMatchObject({
      schema_version: 1,
      node: 'node-00001',
      boot_id: 'boot-of-node-00001',
      tick: 1_001,
      interval_seconds: 5,
      timestamp_milliseconds: 5_005_001,
      uptime_seconds: 5_005,
      clock_stepped: false,
      skipped: { gone: 0, broken: 0 },
    });
  });

  it('holds the values of the workload, the node first', () => {
    const { report, values } = write(1_001);
    expect(report.host.rows).toEqual([[...values.subarray(0, 10)]]);
    expect(report.pods.rows).toEqual([[...values.subarray(10, 20)], [...values.subarray(20, 30)]]);
  });

  it('names pods by uid, with columns as long as the rows', () => {
    const { report } = write(1_001);
    expect(report.pods.ids).toEqual(podsOf(SHAPE, 1).map(({ uid }) => uid));
    expect(report.pods.offsets_milliseconds).toEqual([0, 3]);
    expect(report.pods.qos).toEqual(['Guaranteed', 'Burstable']);
    expect(report.pods.host_network).toEqual([false, false]);
    expect(report.host.ids).toEqual(['node-00001']);
  });

  it('sends facts every twelfth tick', () => {
    expect(write(1_001).report.facts).toBeUndefined();
    expect(write(1_008).report.facts?.hostname).toBe('node-00001');
  });
});
