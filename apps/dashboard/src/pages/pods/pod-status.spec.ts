import { levelOfStatus } from './pod-status';

describe('levelOfStatus', () => {
  it.each([
    ['Running', 'normal'],
    ['Completed', 'muted'],
    ['Pending', 'waiting'],
    ['Init:0/2', 'waiting'],
    ['Init:CrashLoopBackOff', 'bad'],
    ['CrashLoopBackOff', 'bad'],
    ['OOMKilled', 'bad'],
    ['Evicted', 'bad'],
  ])('of %s is %s', (status, level) => {
    expect(levelOfStatus(status)).toBe(level);
  });
});
