import { REPORT_SCHEMA_VERSION, type Report } from '@kubemonitor/metrics-model';

const POD = 'afbafa91-ec95-4d36-8d54-580e8de6923c';
const CONTAINER = 'd6d5fbdd393d';

/** A small report that is right in all its parts: the example in the API's documentation. */
export const REPORT_EXAMPLE: Report = {
  schema_version: REPORT_SCHEMA_VERSION,
  node: 'worker-1',
  boot_id: 'recording',
  tick: 359_085_095,
  interval_seconds: 5,
  timestamp_milliseconds: 1_795_425_475_026,
  uptime_seconds: 588.05,
  clock_stepped: false,
  host: {
    fields: ['cpu_usage_microseconds', 'memory_bytes', 'cpu_capacity_millicores'],
    ids: ['worker-1'],
    offsets_milliseconds: [0],
    rows: [[120_500_000, 1_601_372_160, 4_000]],
    absent: [],
  },
  pods: {
    fields: ['cpu_usage_microseconds', 'memory_bytes', 'network_rx_bytes'],
    ids: [POD],
    offsets_milliseconds: [1],
    rows: [[4_120_000, 970_752, null]],
    absent: [{ field: 'network_rx_bytes', row: 0, reason: 'host_network' }],
    qos: ['Burstable'],
    host_network: [true],
  },
  containers: {
    fields: ['cpu_usage_microseconds', 'memory_bytes'],
    ids: [CONTAINER],
    offsets_milliseconds: [1.5],
    rows: [[4_100_000, 897_024]],
    absent: [],
    pods: [0],
    sandbox: [false],
  },
  cgroups: {
    fields: ['memory_bytes'],
    ids: ['/system.slice/ssh.service'],
    offsets_milliseconds: [2],
    rows: [[2_105_344]],
    absent: [],
  },
  facts: {
    hostname: 'worker-1',
    cpu_model: 'AMD EPYC 7B13',
    cpu_cores: 4,
    kernel_version: '6.1.0-18-amd64',
    os: 'Debian GNU/Linux 12',
    architecture: 'x64',
    collector_version: '0.1.0',
    cgroup_version: 'v2',
    cgroup_driver: 'systemd',
  },
  skipped: { gone: 0, broken: 0 },
};
