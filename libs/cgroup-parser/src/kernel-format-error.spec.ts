import { KernelFormatError, kernelFormatError } from './kernel-format-error';
import { kernelFile } from './testing/kernel-file';

describe('kernelFormatError', () => {
  const file = kernelFile('anon 4096\nfile 12x\nkernel 0\n');

  it('names the code, the file and the line at the position', () => {
    const error = kernelFormatError('malformed', 'memory.stat', file, 17);
    expect(error).toBeInstanceOf(KernelFormatError);
    expect(error).toMatchObject({
      name: 'KernelFormatError',
      code: 'malformed',
      file: 'memory.stat',
      message: 'memory.stat, malformed: "file 12x"',
    });
  });

  it.each([
    ['the first line', 0, 'anon 4096'],
    ['the newline of a line', 9, 'anon 4096'],
    ['the last line', 25, 'kernel 0'],
    ['the end of the file', 28, ''],
  ])('shows %s', (_, position, line) => {
    const { message } = kernelFormatError('overflow', 'memory.stat', file, position);
    expect(message).toBe(`memory.stat, overflow: "${line}"`);
  });

  it('says no more of an empty file', () => {
    const error = kernelFormatError('empty', 'cpu.stat', kernelFile(''), 0);
    expect(error.message).toBe('cpu.stat is empty');
  });

  it('cuts a long line and escapes what is not printable', () => {
    const bytes = kernelFile(`\u001b[31m\u0000é${'x'.repeat(100)}\n`);
    const { message } = kernelFormatError('malformed', 'net/dev', bytes, 3);
    expect(message).toBe(`net/dev, malformed: "\\x1b[31m\\x00\\xc3\\xa9${'x'.repeat(52)}"`);
  });
});
