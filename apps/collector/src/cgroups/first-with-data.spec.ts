import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { FirstWithData } from './first-with-data';
import { KernelFiles } from './kernel-file';

describe('FirstWithData', () => {
  const directory = useTemporaryDirectory();

  function open(): FirstWithData {
    const files = new KernelFiles();
    const names = ['bfq', 'cfq', 'throttle_recursive', 'throttle'];
    return new FirstWithData(names.map((name) => files.file(directory(), name)));
  }

  const read = (source: FirstWithData): string => Buffer.from(source.read()).toString('utf8');

  it('gives the first file with data, passing over missing and empty ones', () => {
    writeFiles(directory(), { cfq: 'Total 0\n', throttle_recursive: '8:0 Read 1\n8:0 Write 2\n' });

    expect(read(open())).toBe('8:0 Read 1\n8:0 Write 2\n');
  });

  it('gives a file without data while none has some, and the one that gets it first', () => {
    writeFiles(directory(), { bfq: 'Total 0\n', throttle_recursive: 'Total 0\n' });
    const source = open();

    expect(read(source)).toBe('Total 0\n');
    writeFiles(directory(), { throttle_recursive: '8:0 Read 5\n8:0 Write 0\n' });
    expect(read(source)).toBe('8:0 Read 5\n8:0 Write 0\n');
    // Settled: a counter must not jump to another file's count.
    writeFiles(directory(), { bfq: '8:0 Read 9\n8:0 Write 9\n' });
    expect(read(source)).toBe('8:0 Read 5\n8:0 Write 0\n');
    source.close();
  });

  it('gives the last one only where there is no other', () => {
    writeFiles(directory(), { throttle: '8:0 Read 1\n8:0 Write 2\n' });
    expect(read(open())).toBe('8:0 Read 1\n8:0 Write 2\n');

    writeFiles(directory(), { throttle_recursive: 'Total 0\n' });
    expect(read(open())).toBe('Total 0\n');
  });

  it('throws when there is none', () => {
    expect(() => open().read()).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
