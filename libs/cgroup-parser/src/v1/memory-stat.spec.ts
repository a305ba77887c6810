import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMemoryStatV1 } from './memory-stat';

// The kubepods cgroup of a node: kernel 6.18, cgroup v1, cgroupfs driver.
const KUBEPODS = `cache 0
rss 0
rss_huge 0
shmem 0
mapped_file 0
dirty 0
writeback 0
workingset_refault_anon 0
workingset_refault_file 0
swap 0
swapcached 0
pgpgin 0
pgpgout 0
pgfault 0
pgmajfault 0
inactive_anon 0
active_anon 0
inactive_file 0
active_file 0
unevictable 0
hierarchical_memory_limit 25276510208
hierarchical_memsw_limit 9223372036854771712
total_cache 47083520
total_rss 2252800
total_rss_huge 0
total_shmem 10485760
total_mapped_file 270336
total_dirty 24576
total_writeback 0
total_workingset_refault_anon 0
total_workingset_refault_file 328
total_swap 0
total_swapcached 0
total_pgpgin 220194
total_pgpgout 216789
total_pgfault 454531
total_pgmajfault 10
total_inactive_anon 7548928
total_active_anon 5189632
total_inactive_file 35684352
total_active_file 913408
total_unevictable 0
`;

describe('parseMemoryStatV1', () => {
  it('reads the totals of a whole file', () => {
    expect(parseMemoryStatV1(kernelFile(KUBEPODS))).toEqual({
      totalRssBytes: 2_252_800,
      totalCacheBytes: 47_083_520,
      totalInactiveFileBytes: 35_684_352,
      totalActiveFileBytes: 913_408,
      totalMappedFileBytes: 270_336,
      totalShmemBytes: 10_485_760,
      totalSwapBytes: 0,
      totalPgfault: 454_531,
      totalPgmajfault: 10,
    });
  });

  it('leaves swap undefined without swap accounting, and skips later keys', () => {
    const text = 'rss 1\ntotal_rss 45056\ntotal_future max\n';
    expect(parseMemoryStatV1(kernelFile(text))).toEqual({ totalRssBytes: 45_056 });
  });

  it('has nothing from the file of cgroup v2', () => {
    expect(parseMemoryStatV1(kernelFile('anon 4096\nfile 0\n'))).toEqual({});
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'total_cache 0\ntotal_rss 45o56\n', 'malformed'],
    ['max', 'total_rss max\n', 'malformed'],
    ['a number cut short', 'total_cache 0\ntotal_rss 450', 'malformed'],
    ['too large a number', 'total_rss 9223372036854771712\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseMemoryStatV1, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseMemoryStatV1, KUBEPODS);
  });
});
