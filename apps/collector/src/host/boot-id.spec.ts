import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { readBootId, readRecordedBootId } from './boot-id';

const directory = useTemporaryDirectory();

it('is what the kernel drew at boot', () => {
  writeFiles(directory(), { 'sys/kernel/random/boot_id': '97a32745-41ab-4277\n' });

  expect(readBootId(directory())).toBe('97a32745-41ab-4277');
  expect(readRecordedBootId(directory())).toBe('97a32745-41ab-4277');
});

it('is the time of boot where that cannot be read', () => {
  writeFiles(directory(), { stat: 'cpu  1 2 3 4\ncpu0 1 2 3 4\nbtime 1795423747\n' });

  expect(readBootId(directory())).toBe('btime-1795423747');
  expect(readRecordedBootId(directory())).toBe('recording');
});

it.each([
  ['no procfs', {}],
  ['a garbled one', { stat: 'x', 'sys/kernel/random/boot_id': '\n' }],
])('is unknown with %s', (_, files) => {
  writeFiles(directory(), files);

  expect(readBootId(directory())).toBe('unknown');
});
