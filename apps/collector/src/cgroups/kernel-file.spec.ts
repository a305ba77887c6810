import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { KernelFiles } from './kernel-file';

const directory = useTemporaryDirectory();

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

describe('KernelFile', () => {
  it('gives the bytes of the file as it is at each read', () => {
    writeFiles(directory(), { value: '1\n' });
    const file = new KernelFiles().file(directory(), 'value');

    expect(textOf(file.read())).toBe('1\n');
    writeFileSync(join(directory(), 'value'), '23456\n');
    expect(textOf(file.read())).toBe('23456\n');
    writeFileSync(join(directory(), 'value'), '');
    expect(textOf(file.read())).toBe('');
    file.close();
  });

  it('keeps its descriptor open until it is closed', () => {
    writeFiles(directory(), { value: '1\n' });
    const files = new KernelFiles();
    const file = files.file(directory(), 'value');

    file.read();
    file.read();
    expect(files.keptDescriptors).toBe(1);
    file.close();
    expect(files.keptDescriptors).toBe(0);
  });

  it('keeps none when it was asked not to', () => {
    writeFiles(directory(), { value: '1\n' });
    const files = new KernelFiles();

    expect(textOf(files.file(directory(), 'value', false).read())).toBe('1\n');
    expect(files.keptDescriptors).toBe(0);
  });

  it('opens, reads and closes beyond the bound', () => {
    writeFiles(directory(), { a: 'a', b: 'b', c: 'c' });
    const files = new KernelFiles(2);
    const before = readdirSync('/proc/self/fd').length;

    const texts = ['a', 'b', 'c'].map((name) => textOf(files.file(directory(), name).read()));

    expect(texts).toEqual(['a', 'b', 'c']);
    expect(files.keptDescriptors).toBe(2);
    expect(readdirSync('/proc/self/fd').length - before).toBe(2);
  });

  it('can be read again after it was closed', () => {
    writeFiles(directory(), { value: '1\n' });
    const file = new KernelFiles().file(directory(), 'value');

    file.read();
    file.close();
    file.close();
    expect(textOf(file.read())).toBe('1\n');
    file.close();
  });

  it('throws the errno error of a missing file and keeps nothing', () => {
    const files = new KernelFiles();

    expect(() => files.file(directory(), 'none').read()).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
    expect(files.keptDescriptors).toBe(0);
  });

  it('throws the errno error of a directory and leaks no descriptor', () => {
    mkdirSync(join(directory(), 'sub'));
    const before = readdirSync('/proc/self/fd').length;
    const file = new KernelFiles().file(directory(), 'sub');

    expect(() => file.read()).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(readdirSync('/proc/self/fd')).toHaveLength(before);
  });

  it('reads on from a descriptor whose file was removed', () => {
    writeFiles(directory(), { value: '1\n' });
    const file = new KernelFiles().file(directory(), 'value');

    file.read();
    rmSync(join(directory(), 'value'));
    expect(textOf(file.read())).toBe('1\n');
    file.close();
  });
});

describe('KernelFiles', () => {
  it.each([0, 2_047, 2_048, 4_096, 65_535, 65_536, 65_537, 200_000])(
    'reads a file of %d bytes whole',
    (length) => {
      const content = Buffer.alloc(length, 'abcdefghij');
      writeFiles(directory(), { large: content });

      const bytes = new KernelFiles().readOnce(join(directory(), 'large'));

      expect(Buffer.compare(Buffer.from(bytes), content)).toBe(0);
    },
  );

  it('reads a real seq_file longer than the page one read gives', () => {
    // The kernel hands out /proc/self/smaps in pieces of about a page.
    const bytes = new KernelFiles().readOnce('/proc/self/smaps');

    expect(bytes.length).toBeGreaterThan(10_000);
    expect(textOf(bytes).trimEnd()).toMatch(/VmFlags:[^\n]*$/);
  });

  it('refuses a file that has no end in sight', () => {
    writeFiles(directory(), { huge: Buffer.alloc(1_048_576) });
    const path = join(directory(), 'huge');
    for (let part = 0; part < 16; part += 1) appendFileSync(path, Buffer.alloc(1_048_576));

    expect(() => new KernelFiles().readOnce(path)).toThrow(
      expect.objectContaining({ code: 'EFBIG' }),
    );
  });
});
