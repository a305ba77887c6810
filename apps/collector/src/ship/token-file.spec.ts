import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { TokenFile } from './token-file';

const directory = useTemporaryDirectory();
const open = (): TokenFile => new TokenFile(join(directory(), 'token'));

it('gives the token without the white space around it', () => {
  writeFiles(directory(), { token: 'abc.def\n' });

  expect(open().read()).toBe('abc.def');
});

it('gives the new token after the file was replaced', () => {
  writeFiles(directory(), { token: 'old', next: 'new' });
  const token = open();
  expect(token.read()).toBe('old');

  renameSync(join(directory(), 'next'), join(directory(), 'token'));

  expect(token.read()).toBe('new');
});

it.each([
  ['empty', ''],
  ['of two lines', 'a\nb'],
  ['binary', 'a\u0000b'],
])('refuses a file that is %s', (_, content) => {
  writeFiles(directory(), { token: content });

  expect(() => open().read()).toThrow(/holds no token/);
});

it('throws when there is none', () => {
  expect(() => open().read()).toThrow(/ENOENT/);
});
