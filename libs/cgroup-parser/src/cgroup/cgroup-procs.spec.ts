import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCgroupProcs } from './cgroup-procs';

describe('parseCgroupProcs', () => {
  it.each([
    ['1070\n1075\n1116\n', [1_070, 1_075, 1_116]],
    // Processes outside the reader's pid namespace.
    ['0\n0\n', [0, 0]],
    ['', []],
  ])('reads %j', (text, pids) => {
    expect(parseCgroupProcs(kernelFile(text))).toEqual(pids);
  });

  it.each([
    ['a pid cut short', '1070\n10', 'malformed'],
    ['one bad line', '1070\nx\n', 'malformed'],
    ['an empty line', '1070\n\n', 'malformed'],
    ['a negative number', '-1\n', 'malformed'],
    ['max', 'max\n', 'malformed'],
    ['binary', BINARY, 'malformed'],
    ['too large a number', '9007199254740992\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCgroupProcs, file)).toBe(code);
  });

  it('gives pids or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCgroupProcs, '1070\n1075\n1116\n');
  });
});
