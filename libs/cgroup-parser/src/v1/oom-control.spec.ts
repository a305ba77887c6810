import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseOomControl } from './oom-control';

const KILLED = 'oom_kill_disable 0\nunder_oom 1\noom_kill 3\n';

describe('parseOomControl', () => {
  it('reads a whole file', () => {
    expect(parseOomControl(kernelFile(KILLED))).toEqual({
      oomKillDisable: 0,
      underOom: 1,
      oomKill: 3,
    });
  });

  it('leaves oom_kill undefined before kernel 4.13, and skips later keys', () => {
    const text = 'oom_kill_disable 0\nunder_oom 0\nfuture x\n';
    expect(parseOomControl(kernelFile(text))).toEqual({ oomKillDisable: 0, underOom: 0 });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'oom_kill_disable 0\noom_kill x\n', 'malformed'],
    ['max', 'oom_kill max\n', 'malformed'],
    ['a number cut short', 'under_oom 0\noom_kill 3', 'malformed'],
    ['too large a number', 'oom_kill 9007199254740992\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseOomControl, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseOomControl, KILLED);
  });
});
