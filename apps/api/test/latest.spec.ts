import { startTwoNodes } from './two-nodes';
import type { TestServer } from './server';

/** What all items below have in common: read at noon, asked for two seconds later. */
const FRESH = { timestamp: '2026-11-23T12:00:00.000Z', age_seconds: 2, stale: false };

const NO_LIMIT = { cpu_limit_millicores: 'no_limit', memory_limit_bytes: 'no_limit' };

describe('latest values', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('of a node: gauges as read, rates between the two newest readings', async () => {
    const { status, body } = await server.get('/api/nodes/worker-1');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...FRESH,
      node: 'worker-1',
      pods: 4,
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
      // (110,000,000 − 104,000,000) µs in 5 s are 1.2 cores: 30 % of 4.
      cpu_millicores: 1_200,
      cpu_capacity_millicores: 4_000,
      cpu_percent: 30,
      memory_bytes: 2_000_000_000,
      memory_total_bytes: 8_000_000_000,
      memory_available_bytes: 5_500_000_000,
      memory_used_bytes: 2_500_000_000,
      memory_percent: 25,
      disk_read_bytes: 1_050_000,
      disk_read_bytes_per_second: 10_000,
      load_1m: 0.46,
    });
  });

  it('of all nodes', async () => {
    const { body } = await server.get('/api/nodes');
    expect(body.metadata).toEqual({ total: 2, timestamp: '2026-11-23T12:00:02.000Z' });
    expect(body.items).toMatchObject([
      { node: 'worker-1', cpu_millicores: 1_200 },
      // (51,000,000 − 50,500,000) µs in 5 s: 5 % of 2 cores.
      { node: 'worker-2', cpu_millicores: 100, cpu_percent: 5, memory_percent: 25, load_1m: 0.05 },
    ]);
  });

  it('of a pod with its containers: identity, promises, throttling, network', async () => {
    const { status, body } = await server.get('/api/namespaces/shop/pods/web-cc944f86-2wm5w');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...FRESH,
      namespace: 'shop',
      pod: 'web-cc944f86-2wm5w',
      uid: 'web-1',
      node: 'worker-1',
      deployment: 'web',
      workload: { kind: 'Deployment', name: 'web' },
      qos: 'Burstable',
      host_network: false,
      phase: 'Running',
      status: 'Running',
      restarts: 3,
      labels: { app: 'web', tier: 'front', 'pod-template-hash': 'cc944f86' },
      // 100m + 5m, 32Mi + 4Mi.
      cpu_request_millicores: 105,
      memory_request_bytes: 37_748_736,
      // 350,000 µs in 5 s.
      cpu_millicores: 70,
      cpu_limit_millicores: null,
      // 70 of 105.
      cpu_request_percent: 66.67,
      // 25 of the 50 periods since the reading before.
      cpu_throttled_ratio: 0.5,
      memory_bytes: 37_748_736,
      memory_limit_bytes: 150_994_944,
      memory_request_percent: 100,
      memory_limit_percent: 25,
      disk_read_bytes: 4_096,
      disk_read_bytes_per_second: 819.2,
      disk_write_bytes: 8_192,
      disk_write_bytes_per_second: 0,
      network_rx_bytes: 4_000,
      network_rx_bytes_per_second: 400,
      network_tx_bytes: 750,
      network_tx_bytes_per_second: 50,
      missing: { cpu_limit_millicores: 'no_limit' },
      // The sandbox is none of the pod's containers.
      containers: [
        {
          ...FRESH,
          container: 'app',
          container_id: 'web-1-app',
          kind: 'regular',
          image: 'registry.example/web:1.4',
          state: 'running',
          ready: true,
          restarts: 2,
          cpu_request_millicores: 100,
          memory_request_bytes: 33_554_432,
          cpu_millicores: 60,
          // Of 100m and 200m.
          cpu_request_percent: 60,
          cpu_limit_percent: 30,
          memory_bytes: 36_000_000,
          // Of 33,554,432 and 134,217,728.
          memory_request_percent: 107.29,
          memory_limit_percent: 26.82,
        },
        {
          ...FRESH,
          container: 'sidecar',
          container_id: 'web-1-side',
          kind: 'regular',
          image: 'registry.example/proxy:2',
          state: 'running',
          ready: true,
          restarts: 1,
          cpu_request_millicores: 5,
          memory_request_bytes: 4_194_304,
          cpu_millicores: 10,
          // Of 5m; it has no CPU limit.
          cpu_request_percent: 200,
          memory_bytes: 1_000_000,
          // Of 4,194,304 and 16,777,216.
          memory_request_percent: 23.84,
          memory_limit_percent: 5.96,
        },
      ],
    });
  });

  it('of a pod by name alone, by name and namespace, by uid: all the same', async () => {
    const path = '/api/namespaces/shop/pods/web-cc944f86-2wm5w';
    const { body } = await server.get(path);
    for (const other of ['web-cc944f86-2wm5w', 'web-cc944f86-2wm5w?namespace=shop', 'web-1']) {
      expect((await server.get(`/api/pods/${other}`)).body).toEqual(body);
    }
  });

  it('rates use the time each pod was read, not that of its tick', async () => {
    const { body } = await server.get('/api/namespaces/shop/pods/db-0');
    // 105,000 µs in 5.25 s, read 350 ms after the tick.
    expect(body).toMatchObject({
      timestamp: '2026-11-23T12:00:00.350Z',
      age_seconds: 1.7,
      cpu_millicores: 20,
      cpu_limit_percent: 20,
      memory_limit_percent: 100,
      cpu_throttled_ratio: 0,
      workload: { kind: 'StatefulSet', name: 'db' },
      qos: 'Guaranteed',
    });
    expect(body).not.toHaveProperty('deployment');
    expect(body).not.toHaveProperty('missing');
  });

  it('of a pod on the host network: null with a reason, never 0', async () => {
    const { body } = await server.get('/api/pods/hostnet');
    expect(body).toMatchObject({
      namespace: 'infra',
      host_network: true,
      cpu_millicores: 5,
      network_rx_bytes: null,
      network_rx_bytes_per_second: null,
      network_tx_bytes: null,
      network_tx_bytes_per_second: null,
      missing: {
        network_rx_bytes: 'host_network',
        network_rx_bytes_per_second: 'host_network',
        network_tx_bytes: 'host_network',
        network_tx_bytes_per_second: 'host_network',
        ...NO_LIMIT,
      },
      // The cluster names one, and nobody has reported it.
      containers: [
        {
          timestamp: null,
          container: 'sh',
          container_id: null,
          memory_bytes: null,
          missing: { memory_bytes: 'not_running' },
        },
      ],
    });
    expect(body.containers[0]).not.toHaveProperty('stale');
  });

  it('of a static pod, found by the hash in its cgroup', async () => {
    const { body } = await server.get('/api/namespaces/kube-system/pods/static-web-worker-1');
    expect(body).toMatchObject({
      uid: 'mirror-1',
      static_pod: true,
      workload: { kind: 'StaticPod', name: 'static-web' },
      cpu_millicores: 2,
      labels: { app: 'static-web' },
    });
  });

  it('of a pod the cluster has not named: under its uid, its containers without names', async () => {
    const { body } = await server.get('/api/pods/mystery');
    expect(body).toMatchObject({
      namespace: null,
      pod: null,
      uid: 'mystery',
      node: 'worker-2',
      qos: 'Burstable',
      cpu_millicores: 100,
      labels: {},
      containers: [{ container: null, container_id: 'mystery-1', memory_bytes: 8_000_000 }],
    });
    for (const absent of ['phase', 'workload', 'restarts', 'cpu_request_millicores']) {
      expect(body).not.toHaveProperty(absent);
    }
  });

  it('of the cgroups of a node outside pods', async () => {
    const { body } = await server.get('/api/nodes/worker-1/cgroups');
    expect(body.items).toEqual([
      {
        ...FRESH,
        node: 'worker-1',
        cgroup: '/system.slice/cron.service',
        cpu_millicores: 0,
        memory_bytes: 400_000,
      },
      {
        ...FRESH,
        node: 'worker-1',
        cgroup: '/system.slice/ssh.service',
        cpu_millicores: 1,
        memory_bytes: 2_105_344,
      },
    ]);
    expect((await server.get('/api/nodes/worker-2/cgroups')).body.items).toEqual([]);
  });

  it('fields: only those asked for, of the pod and its containers', async () => {
    const path = '/api/pods/web-1?fields=memory_bytes,memory_limit_percent,pids';
    const { body } = await server.get(path);
    expect(body).toMatchObject({ memory_bytes: 37_748_736, containers: [{}, {}] });
    expect(body).not.toHaveProperty('cpu_millicores');
    expect(body.containers[0]).toEqual({
      ...FRESH,
      container: 'app',
      container_id: 'web-1-app',
      kind: 'regular',
      image: 'registry.example/web:1.4',
      state: 'running',
      ready: true,
      restarts: 2,
      cpu_request_millicores: 100,
      memory_request_bytes: 33_554_432,
      memory_bytes: 36_000_000,
      memory_limit_percent: 26.82,
    });
  });
});
