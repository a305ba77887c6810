import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMountinfo } from './mountinfo';

// Lines of a machine with both cgroup versions.
const HYBRID = `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
`;

describe('parseMountinfo', () => {
  it('reads a whole file', () => {
    expect(parseMountinfo(kernelFile(HYBRID))).toEqual([
      {
        mountPoint: '/sys/fs/cgroup',
        root: '/',
        fileSystemType: 'tmpfs',
        superOptions: ['rw', 'mode=755'],
      },
      {
        mountPoint: '/sys/fs/cgroup/memory',
        root: '/',
        fileSystemType: 'cgroup',
        superOptions: ['rw', 'memory'],
      },
      {
        mountPoint: '/sys/fs/cgroup/unified',
        root: '/',
        fileSystemType: 'cgroup2',
        superOptions: ['rw'],
      },
    ]);
  });

  it.each([
    ['no optional field', 'rw -'],
    ['one', 'rw shared:9 -'],
    ['several, also of later kernels', 'rw shared:9 master:1 future -'],
    ['options of a lone hyphen', '- -'],
  ])('reads a line with %s', (_, options) => {
    const text = `31 23 0:27 /../.. /sys/fs/cgroup ${options} cgroup2 cgroup2 rw,nsdelegate\n`;
    expect(parseMountinfo(kernelFile(text))).toEqual([
      {
        mountPoint: '/sys/fs/cgroup',
        root: '/../..',
        fileSystemType: 'cgroup2',
        superOptions: ['rw', 'nsdelegate'],
      },
    ]);
  });

  it('undoes the escapes of paths, and an empty source', () => {
    const text = '1 2 8:1 /a\\040b /c\\011\\012\\134040\\043é rw - ext4  rw\n';
    expect(parseMountinfo(kernelFile(text))).toEqual([
      {
        mountPoint: '/c\t\n\\040#é',
        root: '/a b',
        fileSystemType: 'ext4',
        superOptions: ['rw'],
      },
    ]);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['no separator', '31 23 0:27 / /sys rw cgroup2 cgroup2 rw\n', 'malformed'],
    ['one bad line', `${HYBRID}x\n`, 'malformed'],
    ['an empty line', `\n${HYBRID}`, 'malformed'],
    ['no super options', '31 23 0:27 / /sys rw - cgroup2 cgroup2\n', 'malformed'],
    ['a line cut short', HYBRID.slice(0, -5), 'malformed'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseMountinfo, file)).toBe(code);
  });

  it('gives entries or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseMountinfo, HYBRID);
  });
});
