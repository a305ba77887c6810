import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseUptime } from './uptime';

describe('parseUptime', () => {
  it.each([
    ['1727.81 1592.32\n', 1_727.81, 1_592.32],
    ['588.05 85.16\n', 588.05, 85.16],
    ['5 0.00 later\n', 5, 0],
  ])('reads %j', (text, uptimeSeconds, idleSeconds) => {
    expect(parseUptime(kernelFile(text))).toEqual({ uptimeSeconds, idleSeconds });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a missing column', '1727.81\n', 'malformed'],
    ['a bad number', '1727.8x 1592.32\n', 'malformed'],
    ['max', 'max 1592.32\n', 'malformed'],
    ['a line cut short', '1727.81 159', 'malformed'],
    ['too large a number', '9007199254740992.00 1.00\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseUptime, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseUptime, '1727.81 1592.32\n');
  });
});
