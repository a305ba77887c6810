import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { TokenFileError, TokenList } from './token-list';

let directory: string;
let path: string;
let nowMs = 0;

beforeEach(() => {
  Logger.overrideLogger(false);
  directory = mkdtempSync(join(tmpdir(), 'tokens-'));
  path = join(directory, 'tokens');
  nowMs = 0;
});

afterEach(() => {
  rmSync(directory, { recursive: true });
  Logger.overrideLogger(true);
});

function open(): TokenList<string> {
  return new TokenList(path, 'somebody', () => nowMs);
}

const ACCEPTED = { who: 'somebody' };
const REFUSED = { refused: 'wrong_token' };

it('accepts what its lines hold, and nothing else', () => {
  writeFileSync(path, 'first-token\n\n  second=token==  \r\n');
  const list = open();
  for (const token of ['first-token', 'second=token=='])
    expect(list.judge(token)).toEqual(ACCEPTED);
  for (const token of ['first', 'first-token2', 'FIRST-TOKEN', '', 'second=token']) {
    expect(list.judge(token)).toEqual(REFUSED);
  }
});

it.each([
  ['is missing', undefined, 'cannot be read (ENOENT)'],
  ['is empty', '', 'holds no token'],
  ['has blank lines only', '\n \n', 'holds no token'],
  ['has a line of two words', 'good\nhalf secret\n', 'line 2 is no token: one word of ASCII'],
])('does not start with a file that %s', (_case, text, message) => {
  if (text !== undefined) writeFileSync(path, text);
  expect(open).toThrow(TokenFileError);
  expect(open).toThrow(new RegExp(`^${path}: ${message.replace(/[()]/g, '.')}$`));
});

it('reads the file again when it changed, a second later at most', () => {
  writeFileSync(path, 'old-token\n');
  const list = open();
  writeFileSync(path, 'newer-token\n');
  nowMs = 999;
  expect(list.judge('newer-token')).toEqual(REFUSED);
  nowMs = 1_000;
  expect(list.judge('newer-token')).toEqual(ACCEPTED);
  expect(list.judge('old-token')).toEqual(REFUSED);
});

it('follows a link that is swapped, as the files of a Secret are', () => {
  // Kubernetes: tokens -> ..data/tokens, ..data -> ..<time>; the second link is replaced.
  for (const [folder, token] of [
    ['..1', 'aaaa'],
    ['..2', 'bbbb'],
  ]) {
    mkdirSync(join(directory, folder));
    writeFileSync(join(directory, folder, 'tokens'), token);
  }
  symlinkSync('..1', join(directory, '..data'));
  symlinkSync(join('..data', 'tokens'), path);
  const list = open();
  expect(list.judge('aaaa')).toEqual(ACCEPTED);

  symlinkSync('..2', join(directory, '..data_tmp'));
  renameSync(join(directory, '..data_tmp'), join(directory, '..data'));
  nowMs = 1_000;
  expect(list.judge('aaaa')).toEqual(REFUSED);
  expect(list.judge('bbbb')).toEqual(ACCEPTED);
});

it('accepts nothing while the file is gone or broken, and goes on when it is right', () => {
  writeFileSync(path, 'token\n');
  const list = open();
  rmSync(path);
  nowMs = 1_000;
  expect(list.judge('token')).toEqual(REFUSED);
  writeFileSync(path, 'two words\n');
  nowMs = 2_000;
  expect(list.judge('two')).toEqual(REFUSED);
  writeFileSync(path, 'token\n');
  nowMs = 3_000;
  expect(list.judge('token')).toEqual(ACCEPTED);
});
