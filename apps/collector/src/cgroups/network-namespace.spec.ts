import { parseNetDev } from '@kubemonitor/cgroup-parser';
import { formatNetDev, makeProcess } from '../../test/proc-tree';
import { useTemporaryDirectory } from '../../test/temporary-directory';
import { KernelFiles } from './kernel-file';
import { isSameInterfaceTable, readSharesHostNetwork } from './network-namespace';

describe('isSameInterfaceTable', () => {
  type Table = Record<string, [number, number]>;

  it.each<[string, Table, Table, boolean]>([
    [
      'the same veth',
      { lo: [1, 1], eth0: [5, 5], veth1: [1, 1] },
      { lo: [1, 1], eth0: [5, 5], veth1: [1, 1] },
      true,
    ],
    [
      'the same names with a bridge, read in another order',
      { eth0: [5, 5], cni0: [9, 9] },
      { eth0: [1, 1], cni0: [1, 1] },
      true,
    ],
    [
      'a veth the pod does not have',
      { lo: [1, 1], eth0: [5, 5], veth1: [1, 1] },
      { lo: [0, 0], eth0: [9, 9] },
      false,
    ],
    [
      'just cards, counters gone on',
      { lo: [1, 1], eth0: [5, 5] },
      { lo: [1, 1], eth0: [6, 5] },
      true,
    ],
    [
      'just cards, a counter behind',
      { lo: [1, 1], eth0: [5, 5] },
      { lo: [0, 0], eth0: [900, 900] },
      false,
    ],
    ['other cards', { lo: [1, 1], ens3: [5, 5] }, { lo: [1, 1], eth0: [5, 5] }, false],
    ['no interface', {}, {}, false],
  ])('with %s', (_, host, own, isSame) => {
    const parse = (table: Table): ReturnType<typeof parseNetDev> =>
      parseNetDev(Buffer.from(formatNetDev(table)));

    expect(isSameInterfaceTable(parse(host), parse(own))).toBe(isSame);
  });
});

describe('readSharesHostNetwork', () => {
  const directory = useTemporaryDirectory();
  const read = (pid: number): boolean | null =>
    readSharesHostNetwork(directory(), pid, new KernelFiles());

  it('compares the namespaces where the links can be read', () => {
    makeProcess(directory(), 1, { path: '/', namespace: 'net:[1]' });
    makeProcess(directory(), 70, { path: '/', namespace: 'net:[1]', devices: { ens3: [0, 0] } });
    makeProcess(directory(), 71, { path: '/', namespace: 'net:[2]' });

    expect(read(70)).toBe(true);
    expect(read(71)).toBe(false);
  });

  it('compares the interfaces where they cannot', () => {
    const devices = { lo: [7, 7], eth0: [70, 70], veth1: [1, 1] } as const;
    makeProcess(directory(), 1, { path: '/', namespace: 'net:[1]', devices });
    makeProcess(directory(), 70, { path: '/', devices });
    makeProcess(directory(), 71, { path: '/', devices: { lo: [7, 7], eth0: [70, 70] } });

    expect(read(70)).toBe(true);
    expect(read(71)).toBe(false);
  });

  it('does not know when nothing can be read', () => {
    expect(read(70)).toBeNull();
    makeProcess(directory(), 70, { path: '/' });
    expect(read(70)).toBeNull();
  });

  it('has the real first process in its own namespace', () => {
    expect(readSharesHostNetwork('/proc', 1, new KernelFiles())).toBe(true);
  });
});
