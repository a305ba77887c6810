import { faultOf, kernelFile } from '../testing/kernel-file';
import { KernelCursor } from './kernel-cursor';
import { compileNestedKeys, decimal, readNestedKeys } from './nested-keys';

const KEYS = compileNestedKeys({ rbytes: 'readBytes', avg10: decimal('avg10') });

function read(bytes: Uint8Array): object | undefined {
  return readNestedKeys(new KernelCursor(bytes, 'file'), KEYS);
}

describe('readNestedKeys', () => {
  it.each([
    ['in order', 'rbytes=4096 avg10=1.25\n'],
    ['in another order', 'avg10=1.25 rbytes=4096\n'],
    ['among others', ' cost.vrate=100.00  rbytes=4096 new avg100=7 avg10=1.25 last=\n'],
  ])('reads sub keys %s', (_, text) => {
    expect(read(kernelFile(text))).toEqual({ readBytes: 4_096, avg10: 1.25 });
  });

  it.each(['\n', ' \n', 'cost.usage=5\n', 'rbytes 4096\n'])('finds none in %j', (text) => {
    expect(read(kernelFile(text))).toBeUndefined();
  });

  it.each([
    ['rbytes=4096\n', 'malformed'],
    ['rbytes=1 rbytes=2\n', 'malformed'],
    ['rbytes= avg10=1.25\n', 'malformed'],
    ['rbytes= 5 avg10=1.25\n', 'malformed'],
    ['rbytes=-1 avg10=1.25\n', 'malformed'],
    ['rbytes=5x avg10=1.25\n', 'malformed'],
    ['rbytes=1.5 avg10=1.25\n', 'malformed'],
    ['rbytes=9007199254740992 avg10=1.25\n', 'overflow'],
  ])('refuses %j', (text, code) => {
    expect(faultOf(read, text)).toBe(code);
  });
});
