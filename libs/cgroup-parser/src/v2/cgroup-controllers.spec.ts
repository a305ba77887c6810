import { expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCgroupControllers } from './cgroup-controllers';

const ALL = 'cpuset cpu io memory hugetlb pids rdma misc\n';

describe('parseCgroupControllers', () => {
  it.each([
    [ALL, ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids', 'rdma', 'misc']],
    ['cpu\n', ['cpu']],
    ['cpu future\n', ['cpu', 'future']],
    ['\n', []],
    ['', []],
  ])('reads %j', (text, controllers) => {
    expect(parseCgroupControllers(kernelFile(text))).toEqual(controllers);
  });

  it.each([
    ['a line cut short', 'cpuset cpu io mem'],
    ['a second line', 'cpu\nmemory\n'],
  ])('refuses %s', (_, text) => {
    expect(faultOf(parseCgroupControllers, text)).toBe('malformed');
  });

  it('gives names or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCgroupControllers, ALL);
  });
});
