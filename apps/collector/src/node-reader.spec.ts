import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureDirectory } from '../test/fixtures';
import { ManualTime } from '../test/manual-time';
import { formatNetDev, makeProcess } from '../test/proc-tree';
import { createRecordedLog } from '../test/recorded-log';
import { useTemporaryDirectory, writeFiles } from '../test/temporary-directory';
import { V2Tree, describeEntity } from '../test/v2-tree';
import { readRecordingClock } from './clock/recording-clock';
import { SLOW_TURNS } from './cgroups/probe';
import { NodeReader } from './node-reader';
import type { NodeReading } from './node-reader';

function readRecording(cluster: 'cluster-v1' | 'cluster-v2', snapshot: 'a' | 'b'): NodeReading {
  const { log, guard } = createRecordedLog();
  const directory = fixtureDirectory(cluster, snapshot);
  const rootfs = join(directory, 'rootfs');
  const roots = {
    proc: join(rootfs, 'proc'),
    cgroup: join(rootfs, 'sys/fs/cgroup'),
    sys: join(rootfs, 'sys'),
    maxCgroups: 256,
  };
  const reader = new NodeReader('node', roots, log, guard);
  const reading = reader.read(readRecordingClock(directory));
  reader.close();
  return reading;
}

describe('the recorded v1 node', () => {
  const DB = '5622890c-9869-4346-a437-f1dd9231f7c8';
  const DB_CONTAINER = '5bd730a94c3842659ced5e1ac347a989e4f38e4b21e31694905b97ce98b3bfcb';
  const DB_SANDBOX = 'f0b295cb71b519696bbc43d830903772babb27abb37a4fabd5ba87c349b3df5f';
  const HOST_NETWORK_POD = 'd2a9493e-4adf-4c61-ad9e-288f375eab90';
  const STATIC_POD = 'f03506c420f170bce69fe1062f0d4faa';
  const POD_WITHOUT_CONTAINER = '88a88488-1b18-4a02-83d6-be0ac48b77d8';
  const reading = readRecording('cluster-v1', 'a');

  it('is v1 with the cgroupfs driver and has all its pods and containers', () => {
    expect(reading.cgroupVersion).toBe('v1');
    expect(reading.cgroupDriver).toBe('cgroupfs');
    expect(reading.pods.ids).toHaveLength(14);
    expect(reading.containers.ids).toHaveLength(29);
    expect(reading.skipped).toEqual({ gone: 0, broken: 0 });
    expect(reading.timestampMilliseconds).toBe(1_795_425_475_027);
    expect(reading.monotonicMilliseconds).toBe(1_727_810);
  });

  it('has the figures of a pod as its files say', () => {
    expect(describeEntity(reading.pods, DB)).toEqual({
      cpu_usage_microseconds: 126_637,
      cpu_user_microseconds: 40_000,
      cpu_system_microseconds: 80_000,
      cpu_periods: 74,
      cpu_throttled_periods: 3,
      cpu_throttled_microseconds: 91_787,
      cpu_limit_millicores: 100,
      // 22,163,456 − 20,971,520
      memory_bytes: 1_191_936,
      memory_usage_bytes: 22_163_456,
      memory_rss_bytes: 155_648,
      memory_cache_bytes: 20_979_712,
      memory_swap_bytes: 0,
      memory_limit_bytes: 67_108_864,
      memory_major_faults: 0,
      memory_limit_hits: 0,
      memory_oom_kills: 0,
      disk_read_bytes: 32_505_856,
      disk_write_bytes: 33_722_368,
      disk_read_operations: 496,
      disk_write_operations: 105,
      network_rx_bytes: 2_006,
      network_tx_bytes: 752,
      network_rx_packets: 25,
      network_tx_packets: 10,
      network_rx_errors: 0,
      network_tx_errors: 0,
      network_rx_dropped: 0,
      network_tx_dropped: 0,
      pids: 3,
      pids_limit: '(no_limit)',
      cpu_pressure_some_microseconds: '(no_psi)',
      cpu_pressure_full_microseconds: '(no_psi)',
      memory_pressure_some_microseconds: '(no_psi)',
      memory_pressure_full_microseconds: '(no_psi)',
      io_pressure_some_microseconds: '(no_psi)',
      io_pressure_full_microseconds: '(no_psi)',
    });
    const row = reading.pods.ids.indexOf(DB);
    expect(reading.pods.qos[row]).toBe('Guaranteed');
    // (…057.189 + …057.3765) / 2 − …027 = 30.28
    expect(reading.pods.offsets_milliseconds[row]).toBe(30);
  });

  it('has the figures of a container as its files say', () => {
    expect(describeEntity(reading.containers, DB_CONTAINER)).toMatchObject({
      cpu_usage_microseconds: 105_251,
      cpu_user_microseconds: 20_000,
      cpu_system_microseconds: 80_000,
      cpu_periods: 67,
      cpu_throttled_periods: 0,
      memory_bytes: 954_368,
      memory_usage_bytes: 21_925_888,
      disk_read_operations: 496,
      pids: 2,
      cpu_pressure_some_microseconds: '(no_psi)',
    });
    const row = reading.containers.ids.indexOf(DB_CONTAINER);
    expect(reading.pods.ids[reading.containers.pods[row]]).toBe(DB);
    // (…057.562 + …057.754) / 2 − …027 = 30.66
    expect(reading.containers.offsets_milliseconds[row]).toBe(31);
  });

  it('tells sandboxes, hostNetwork, static pods and pods without a container', () => {
    const sandboxOf = (id: string): boolean | null =>
      reading.containers.sandbox[reading.containers.ids.indexOf(id)];
    expect(sandboxOf(DB_SANDBOX)).toBe(true);
    expect(sandboxOf(DB_CONTAINER)).toBe(false);
    expect(reading.containers.sandbox.filter((isSandbox) => isSandbox === true)).toHaveLength(14);

    const hostNetworkPods = reading.pods.ids.filter((_, row) => reading.pods.host_network[row]);
    expect(hostNetworkPods).toEqual([HOST_NETWORK_POD]);
    expect(describeEntity(reading.pods, HOST_NETWORK_POD)).toMatchObject({
      network_rx_bytes: '(host_network)',
      network_tx_dropped: '(host_network)',
    });
    expect(describeEntity(reading.pods, STATIC_POD)).toMatchObject({
      cpu_usage_microseconds: 44_272,
      network_rx_bytes: 20_404,
    });
    expect(describeEntity(reading.pods, POD_WITHOUT_CONTAINER)).toMatchObject({ pids: 1 });
  });

  it('has the figures of the node', () => {
    expect(describeEntity(reading.host, 'node')).toMatchObject({
      cpu_usage_microseconds: 1_841_854_042,
      cpu_user_microseconds: 1_465_560_000,
      cpu_capacity_millicores: 2_000,
      cpu_idle_microseconds: 1_592_320_000,
      cpu_iowait_microseconds: 10_920_000,
      cpu_steal_microseconds: 4_280_000,
      // 3,719,344,128 − 1,534,443,520
      memory_bytes: 2_184_900_608,
      memory_rss_bytes: 1_058_660_352,
      memory_swap_bytes: 0,
      // vda only: 19,483,506 and 31,509,888 sectors of 512 bytes
      disk_read_bytes: 9_975_555_072,
      disk_write_bytes: 16_133_062_656,
      disk_read_operations: 370_525,
      disk_busy_milliseconds: 45_372,
      // eth0 only
      network_rx_bytes: 77_446,
      network_tx_bytes: 16_605_513,
      pids: 437,
      load_1m: 4.96,
      processes_running: 12,
      uptime_seconds: 1_727.81,
      cpu_pressure_some_microseconds: 677_564_426,
      memory_major_faults: '(not_supported)',
    });
  });

  it('grows from the first to the second snapshot', () => {
    const later = readRecording('cluster-v1', 'b');
    const usage = ({ pods }: NodeReading): number =>
      Number(describeEntity(pods, DB).cpu_usage_microseconds);

    expect(usage(later)).toBeGreaterThan(usage(reading));
    expect(later.timestampMilliseconds).toBeGreaterThan(reading.timestampMilliseconds);
  });
});

describe('the recorded v2 node', () => {
  const DISK = '6f5760c6-7cd2-410c-904a-7b82099d3b17';
  const DISK_CONTAINER = 'f4c2b7f2fb91561d9af4cee85037f250a942a83c3581b71286da7b96011a9555';
  const reading = readRecording('cluster-v2', 'a');

  it('is v2 with the systemd driver, and its empty shadow tree holds no pods', () => {
    expect(reading.cgroupVersion).toBe('v2');
    expect(reading.cgroupDriver).toBe('systemd');
    expect(reading.pods.ids).toHaveLength(9);
    expect(reading.containers.ids).toHaveLength(20);
    expect(reading.cgroups.ids).toEqual(['/init.scope', '/system.slice', '/user.slice']);
    expect(reading.skipped).toEqual({ gone: 0, broken: 0 });
  });

  it('has the figures of a pod as its files say', () => {
    expect(describeEntity(reading.pods, DISK)).toEqual({
      cpu_usage_microseconds: 17_548_963,
      cpu_user_microseconds: 1_226_684,
      cpu_system_microseconds: 16_322_278,
      cpu_periods: 1_575,
      cpu_throttled_periods: 435,
      cpu_throttled_microseconds: 23_297_235,
      cpu_limit_millicores: 200,
      // 23,306,240 − 22,020,096
      memory_bytes: 1_286_144,
      memory_usage_bytes: 23_306_240,
      memory_rss_bytes: 163_840,
      memory_cache_bytes: 22_052_864,
      memory_swap_bytes: 0,
      memory_limit_bytes: 67_108_864,
      memory_major_faults: 0,
      memory_limit_hits: 0,
      memory_oom_kills: 0,
      disk_read_bytes: 117_440_512,
      disk_write_bytes: 139_460_608,
      disk_read_operations: 1_792,
      disk_write_operations: 135,
      network_rx_bytes: 3_886,
      network_tx_bytes: 892,
      network_rx_packets: 55,
      network_tx_packets: 12,
      network_rx_errors: 0,
      network_tx_errors: 0,
      network_rx_dropped: 0,
      network_tx_dropped: 0,
      pids: 3,
      pids_limit: '(no_limit)',
      cpu_pressure_some_microseconds: 75_875_872,
      cpu_pressure_full_microseconds: 75_114_423,
      memory_pressure_some_microseconds: 0,
      memory_pressure_full_microseconds: 0,
      io_pressure_some_microseconds: 2_358_898,
      io_pressure_full_microseconds: 2_353_530,
    });
    const row = reading.pods.ids.indexOf(DISK);
    // (…428,558.1768 + …428,661.9092) / 2 − …425,794 = 2,816.04
    expect(reading.pods.offsets_milliseconds[row]).toBe(2_816);
  });

  it('has the figures of a container as its files say', () => {
    expect(describeEntity(reading.containers, DISK_CONTAINER)).toMatchObject({
      cpu_usage_microseconds: 16_768_888,
      memory_bytes: 1_114_112,
      disk_read_bytes: 117_506_048,
      pids: 2,
      pids_limit: 2_949,
      io_pressure_some_microseconds: 2_482_971,
    });
    const row = reading.containers.ids.indexOf(DISK_CONTAINER);
    expect(reading.containers.offsets_milliseconds[row]).toBe(3_246);
  });

  it('has the node’s memory although the root has no memory.current', () => {
    expect(describeEntity(reading.host, 'node')).toMatchObject({
      cpu_usage_microseconds: 638_316_000,
      // 252,391,424 + 291,680,256, and that − 196,329,472
      memory_usage_bytes: 544_071_680,
      memory_bytes: 347_742_208,
      // 699,546 sectors of 512 bytes
      disk_read_bytes: 358_167_552,
      network_rx_bytes: 9_580_567,
    });
  });
});

describe('a made-up v2 node', () => {
  const UID = '0fefa91d-8fc1-4525-86e6-06b13bfd3be2';
  const POD = `/kubepods/burstable/pod${UID}`;
  const A = 'a'.repeat(64);
  const B = 'b'.repeat(64);
  const directory = useTemporaryDirectory();
  let tree: V2Tree;
  let reader: NodeReader;
  let lines: Record<string, unknown>[];

  beforeEach(() => {
    tree = new V2Tree(directory());
    makeProcess(tree.proc, 1, {
      path: '/init.scope',
      namespace: 'net:[1]',
      devices: { eth0: [7, 8] },
    });
  });

  afterEach(() => reader.close());

  function open(): void {
    const recorded = createRecordedLog();
    lines = recorded.lines;
    reader = new NodeReader('n1', tree.roots, recorded.log, recorded.guard);
  }

  const read = (): NodeReading => reader.read(new ManualTime(1_000));

  /** A pod with a sandbox A (pid 70) and a container B (pid 80). */
  function addPod(namespace: string | undefined = 'net:[2]'): void {
    const devices = { lo: [1, 1], eth0: [100, 200], net1: [10, 20], veth9: [5, 5] } as const;
    tree.addCgroup(POD, 30);
    tree.addCgroup(`${POD}/${A}`, 10);
    tree.addCgroup(`${POD}/${B}`, 20);
    makeProcess(tree.proc, 70, { path: `${POD}/${A}`, comm: 'pause', namespace, devices });
    makeProcess(tree.proc, 80, { path: `${POD}/${B}`, namespace, devices });
  }

  it('has host figures from procfs and the root cgroup', () => {
    open();

    expect(describeEntity(read().host, 'n1')).toMatchObject({
      cpu_usage_microseconds: 900,
      cpu_capacity_millicores: 1_000,
      cpu_idle_microseconds: 40_000,
      memory_bytes: 1_200,
      memory_usage_bytes: 1_500,
      memory_total_bytes: 8_192,
      memory_available_bytes: 3_072,
      memory_swap_bytes: 1_024,
      memory_major_faults: 11,
      memory_oom_kills: 2,
      // sda, not also its partition
      disk_read_bytes: 10_240,
      disk_write_bytes: 20_480,
      disk_read_operations: 10,
      disk_write_operations: 30,
      disk_busy_milliseconds: 50,
      network_rx_bytes: 7,
      network_tx_bytes: 8,
      network_rx_errors: 2,
      network_tx_dropped: 6,
      pids: 345,
      load_15m: 0.75,
      uptime_seconds: 100.25,
      cpu_pressure_some_microseconds: '(no_psi)',
    });
  });

  it('adds up a pod’s interfaces, but not lo and veth', () => {
    addPod();
    open();
    const { pods, containers } = read();

    expect(describeEntity(pods, UID)).toMatchObject({
      cpu_usage_microseconds: 30,
      memory_bytes: 4_950,
      network_rx_bytes: 110,
      network_tx_bytes: 220,
    });
    expect(pods.host_network).toEqual([false]);
    expect(containers.sandbox).toEqual([true, false]);
  });

  it('tells a hostNetwork pod by its namespace', () => {
    addPod('net:[1]');
    open();
    const { pods } = read();

    expect(pods.host_network).toEqual([true]);
    expect(describeEntity(pods, UID)).toMatchObject({ network_rx_bytes: '(host_network)' });
  });

  it('says no_process where there is none, and finds one later', () => {
    addPod();
    for (const pid of ['70', '80']) rmSync(join(tree.proc, pid), { recursive: true });
    open();
    const before = read();
    expect(before.pods.host_network).toEqual([null]);
    expect(before.containers.sandbox).toEqual([null, null]);
    expect(describeEntity(before.pods, UID)).toMatchObject({ network_rx_bytes: '(no_process)' });

    addPod();
    const after = [read(), read()].at(-1);

    expect(after?.pods.host_network).toEqual([false]);
    expect(after?.containers.sandbox).toEqual([true, false]);
  });

  it('looks for another process when the sandbox’s container is gone', () => {
    addPod();
    open();
    read();

    rmSync(join(tree.cgroup, POD, A), { recursive: true });
    rmSync(join(tree.proc, '70'), { recursive: true });
    writeFiles(tree.proc, { '80/net/dev': formatNetDev({ eth0: [101, 201] }) });
    const { pods, containers } = read();

    expect(containers.ids).toEqual([B]);
    expect(describeEntity(pods, UID)).toMatchObject({ network_rx_bytes: 101 });
  });

  it('looks for another process when the one it read from cannot be read any more', () => {
    addPod();
    rmSync(join(tree.proc, '70/net/dev'));
    open();

    expect(describeEntity(read().pods, UID)).toMatchObject({ network_rx_bytes: '(no_process)' });
    // The sandbox's process is found again, and its table with it.
    writeFiles(tree.proc, { '70/net/dev': formatNetDev({ eth0: [103, 203] }) });
    expect(describeEntity(read().pods, UID)).toMatchObject({ network_rx_bytes: 103 });
  });

  it('does not take the runtime’s own process for the container’s', () => {
    addPod();
    makeProcessAgain(70, 'runc:[2:INIT]');
    open();
    expect(read().containers.sandbox).toEqual([null, false]);

    makeProcessAgain(70, 'pause');

    expect(read().containers.sandbox).toEqual([true, false]);
  });

  it('takes the oldest of several processes called pause for the sandbox’s', () => {
    addPod();
    makeProcessAgain(80, 'pause');
    open();

    expect(read().containers.sandbox).toEqual([true, false]);
  });

  function makeProcessAgain(pid: number, comm: string): void {
    writeFiles(tree.proc, {
      [`${pid}/stat`]: `${pid} (${comm}) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 ${pid} 0 0\n`,
    });
  }

  it('leaves out and counts a container that vanished between listing and reading', () => {
    addPod();
    open();
    // Listed by its directory; the files are already gone, as in a dying cgroup.
    tree.addCgroup(`${POD}/${'c'.repeat(64)}`, 5);
    const reading = reader.read({
      wallMilliseconds: () => 1_000,
      monotonicMilliseconds: () => 0,
      readingTime: (path) => {
        if (path.endsWith(B)) {
          rmSync(join(tree.cgroup, POD, 'c'.repeat(64)), { recursive: true, force: true });
        }
        return 1_000;
      },
    });

    expect(reading.containers.ids).toEqual([A, B]);
    expect(reading.skipped).toEqual({ gone: 1, broken: 0 });
    expect(lines).toEqual([]);
    expect(read().skipped).toEqual({ gone: 0, broken: 0 });
  });

  it('leaves out a pod that vanished, with its containers', () => {
    addPod();
    open();
    const reading = reader.read({
      wallMilliseconds: () => 1_000,
      monotonicMilliseconds: () => 0,
      readingTime: (path) => {
        if (path === POD) rmSync(join(tree.cgroup, POD), { recursive: true });
        return 1_000;
      },
    });

    expect(reading.pods.ids).toEqual([]);
    expect(reading.containers.ids).toEqual([]);
    expect(reading.skipped).toEqual({ gone: 1, broken: 0 });
  });

  it('goes on after a broken container, counts it, and logs it with its names', () => {
    addPod();
    writeFiles(tree.cgroup, { [`${POD}/${B}/cpu.stat`]: 'usage_usec many\n' });
    open();
    const { containers, skipped } = read();

    expect(skipped).toEqual({ gone: 0, broken: 1 });
    expect(describeEntity(containers, B)).toMatchObject({
      cpu_usage_microseconds: '(malformed)',
      memory_bytes: 4_950,
    });
    expect(describeEntity(containers, A)).toMatchObject({ cpu_usage_microseconds: 10 });
    expect(lines).toEqual([
      expect.objectContaining({ pod: UID, container: B, file: 'cpu.stat', reason: 'malformed' }),
    ]);
  });

  it('adds up the containers where the pod has no cgroup of its own', () => {
    const uid = UID.replaceAll('-', '_');
    const parent = `/system.slice/containerd.service/kubepods-burstable-pod${uid}.slice`;
    tree.addCgroup(`${parent}:cri-containerd:${A}`, 10);
    tree.addCgroup(`${parent}:cri-containerd:${B}`, 20, { 'memory.max': 'max\n' });
    makeProcess(tree.proc, 70, { path: `${parent}:cri-containerd:${A}`, namespace: 'net:[2]' });
    open();
    const { pods, containers } = read();

    expect(containers.ids).toEqual([A, B]);
    expect(describeEntity(pods, UID)).toMatchObject({
      cpu_usage_microseconds: 30,
      memory_usage_bytes: 10_000,
      memory_bytes: 9_900,
      memory_limit_bytes: '(no_limit)',
      pids: 6,
      network_rx_bytes: 0,
    });
  });

  it('reads new pods at once and gives up what is gone', () => {
    open();
    expect(read().pods.ids).toEqual([]);

    tree.addCgroup('/kubepods/burstable', 0);
    addPod();
    expect(read().pods.ids).toEqual([UID]);
    rmSync(join(tree.cgroup, POD), { recursive: true });

    expect(read().pods.ids).toEqual([]);
  });

  it('keeps reading over many turns', () => {
    addPod();
    open();
    const first = read();
    for (let turn = 0; turn < 2 * SLOW_TURNS; turn += 1) read();

    expect(read()).toEqual(first);
  });
});

it('reads this very machine', () => {
  const { log, guard } = createRecordedLog();
  const roots = { proc: '/proc', cgroup: '/sys/fs/cgroup', sys: '/sys', maxCgroups: 16 };
  const reader = new NodeReader('here', roots, log, guard);
  const { host } = reader.read(new ManualTime(1_000));
  reader.close();

  expect(Number(describeEntity(host, 'here').memory_total_bytes)).toBeGreaterThan(0);
  expect(Number(describeEntity(host, 'here').uptime_seconds)).toBeGreaterThan(0);
});

it('still reads procfs on a host without cgroups, and says so', () => {
  const { log, guard, lines } = createRecordedLog();
  const roots = { proc: '/proc', cgroup: '/nonexistent', sys: '/sys', maxCgroups: 16 };
  const reader = new NodeReader('here', roots, log, guard);
  const { host, pods } = reader.read(new ManualTime(1_000));
  reader.close();

  expect(describeEntity(host, 'here')).toMatchObject({
    cpu_usage_microseconds: '(controller_missing)',
    cpu_capacity_millicores: expect.any(Number) as number,
  });
  expect(pods.ids).toEqual([]);
  expect(lines).toEqual([expect.objectContaining({ level: 'error', message: 'no cgroups found' })]);
});
