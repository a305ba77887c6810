import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMemoryStat } from './memory-stat';

// The root cgroup of a node: kernel 6.1, cgroup v2, systemd driver.
const ROOT = `anon 252391424
file 291680256
kernel 28921856
kernel_stack 3670016
pagetables 4186112
sec_pagetables 0
percpu 598016
sock 0
vmalloc 569344
shmem 1970176
file_mapped 153382912
file_dirty 1122304
file_writeback 0
swapcached 0
anon_thp 159383552
file_thp 0
shmem_thp 0
inactive_anon 272433152
active_anon 1159168
inactive_file 196329472
active_file 93360128
unevictable 0
slab_reclaimable 11933168
slab_unreclaimable 6482096
slab 18415264
workingset_refault_anon 0
workingset_refault_file 0
workingset_activate_anon 0
workingset_activate_file 0
workingset_restore_anon 0
workingset_restore_file 0
workingset_nodereclaim 0
pgscan 48
pgsteal 13
pgscan_kswapd 0
pgscan_direct 48
pgsteal_kswapd 0
pgsteal_direct 13
pgfault 403249
pgmajfault 1848
pgrefill 49
pgactivate 20999
pgdeactivate 49
pglazyfree 0
pglazyfreed 0
thp_fault_alloc 381
thp_collapse_alloc 39
`;

describe('parseMemoryStat', () => {
  it('reads a whole file', () => {
    expect(parseMemoryStat(kernelFile(ROOT))).toEqual({
      anonBytes: 252_391_424,
      fileBytes: 291_680_256,
      inactiveFileBytes: 196_329_472,
      activeFileBytes: 93_360_128,
      shmemBytes: 1_970_176,
      fileMappedBytes: 153_382_912,
      kernelBytes: 28_921_856,
      kernelStackBytes: 3_670_016,
      pagetablesBytes: 4_186_112,
      slabBytes: 18_415_264,
      slabReclaimableBytes: 11_933_168,
      sockBytes: 0,
      percpuBytes: 598_016,
      pgfault: 403_249,
      pgmajfault: 1_848,
      workingsetRefaultFile: 0,
      workingsetRefaultAnon: 0,
    });
  });

  it('leaves undefined what an older kernel does not write', () => {
    const text = 'anon 4096\nfile 0\nkernel_stack 16384\nworkingset_refault 7\n';
    expect(parseMemoryStat(kernelFile(text))).toEqual({
      anonBytes: 4_096,
      fileBytes: 0,
      kernelStackBytes: 16_384,
    });
  });

  it('skips keys of later kernels', () => {
    expect(parseMemoryStat(kernelFile('anon 1\nanon_future max\nfuture\n'))).toEqual({
      anonBytes: 1,
    });
  });

  it('has nothing from binary lines', () => {
    expect(parseMemoryStat(Uint8Array.of(...BINARY, 0x0a))).toEqual({});
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'anon 4096\nfile 12x\n', 'malformed'],
    ['a number cut short', 'anon 4096\nfile 2916', 'malformed'],
    ['half a key', 'anon 4096\nfil', 'malformed'],
    ['max', 'anon max\n', 'malformed'],
    ['a negative number', 'anon -4096\n', 'malformed'],
    ['too large a number', 'anon 18446744073709551615\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseMemoryStat, file)).toBe(code);
  });

  it('names the file and the line', () => {
    expect(() => parseMemoryStat(kernelFile('anon 1\nfile 12x\n'))).toThrow(
      'memory.stat, malformed: "file 12x"',
    );
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseMemoryStat, ROOT);
  });
});
