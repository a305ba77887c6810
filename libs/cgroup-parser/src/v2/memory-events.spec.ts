import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMemoryEvents } from './memory-events';

// A pod whose container was killed five times: kernel 6.1, cgroup v2, systemd driver.
const KILLED = 'low 0\nhigh 0\nmax 127\noom 5\noom_kill 5\noom_group_kill 0\n';

describe('parseMemoryEvents', () => {
  it('reads a whole file', () => {
    expect(parseMemoryEvents(kernelFile(KILLED))).toEqual({
      low: 0,
      high: 0,
      max: 127,
      oom: 5,
      oomKill: 5,
      oomGroupKill: 0,
    });
  });

  it('leaves undefined what an older kernel does not write, and skips what a later one does', () => {
    const text = 'low 0\nhigh 0\nmax 3\noom 1\nsock_throttled 9\n';
    expect(parseMemoryEvents(kernelFile(text))).toEqual({ low: 0, high: 0, max: 3, oom: 1 });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'low 0\nmax -1\n', 'malformed'],
    ['max as a value', 'max max\n', 'malformed'],
    ['a number cut short', 'low 0\nmax 12', 'malformed'],
    ['too large a number', 'max 9007199254740992\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseMemoryEvents, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseMemoryEvents, KILLED);
  });
});
