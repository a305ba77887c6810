import { BINARY, faultOf, kernelFile } from '../testing/kernel-file';
import { KernelCursor } from './kernel-cursor';

describe('KernelCursor', () => {
  it.each([
    ['lines', '', 'empty'],
    ['lines', 'anon 4096', 'malformed'],
    ['lines', 'anon 4096\nfil', 'malformed'],
    ['lines', 'anon 4096\n', 'none'],
    ['value', '', 'empty'],
    ['value', '4096', 'none'],
    ['value', '4096\n', 'none'],
  ] as const)('opens a file of %s with %j: fault %s', (layout, text, code) => {
    expect(faultOf((bytes) => new KernelCursor(bytes, 'file', layout), text)).toBe(code);
  });

  it('refuses bytes without a newline', () => {
    expect(faultOf((bytes) => new KernelCursor(bytes, 'file'), BINARY)).toBe('malformed');
  });

  it('shows the half line of a file that was cut short', () => {
    expect(() => new KernelCursor(kernelFile('anon 4096\nfil'), 'memory.stat')).toThrow(
      'memory.stat, malformed: "fil"',
    );
  });

  it('goes through words and lines', () => {
    const cursor = new KernelCursor(kernelFile('  one two\nthree\n'), 'file');
    expect(cursor.readWord()).toBe('one');
    expect(cursor.isAtLineEnd).toBe(false);
    cursor.skipWords(5);
    expect(cursor.isAtLineEnd).toBe(true);
    cursor.skipLine();
    expect(cursor.readWord()).toBe('three');
    cursor.skipLine();
    expect(cursor.isAtEnd).toBe(true);
  });

  it('stays at the end', () => {
    const cursor = new KernelCursor(kernelFile('a\n'), 'file');
    cursor.skipLine();
    cursor.skipLine();
    cursor.skipWords(2);
    expect(cursor.isAtEnd).toBe(true);
  });

  it('takes a word only when it is there', () => {
    const cursor = new KernelCursor(kernelFile('max 100\n'), 'file');
    expect(cursor.take(kernelFile('min'))).toBe(false);
    expect(cursor.take(kernelFile('max 100\n and more'))).toBe(false);
    expect(cursor.position).toBe(0);
    expect(cursor.take(kernelFile('max '))).toBe(true);
    expect(cursor.position).toBe(4);
  });

  it('refuses a word where the line ends', () => {
    expect(faultOf((bytes) => new KernelCursor(bytes, 'file').readWord(), ' \n')).toBe('malformed');
  });
});
