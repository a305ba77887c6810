import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryDirectory } from '../../test/temporary-directory';
import { SpoolFile, computeRecordBytes } from './spool-file';

const directory = useTemporaryDirectory();
const path = (): string => join(directory(), 'segment');
const files: SpoolFile[] = [];

afterEach(() => {
  for (const file of files.splice(0)) file.close();
});

function open(): SpoolFile {
  const file = new SpoolFile(path());
  files.push(file);
  return file;
}

/** Takes all pending reports from the front, as texts. */
function drain(file: SpoolFile): string[] {
  const texts: string[] = [];
  for (let body = file.peek(); body !== undefined; body = file.peek()) {
    texts.push(body.toString('utf8'));
    file.markDone();
  }
  return texts;
}

function write(...texts: string[]): void {
  const file = open();
  for (const text of texts) file.append(Buffer.from(text));
}

it('gives reports in the order they came', () => {
  const file = open();
  for (const text of ['one', '', 'three']) file.append(Buffer.from(text));

  expect(file.pending).toBe(3);
  expect(file.bytes).toBe(3 * computeRecordBytes(0) + 8);
  expect(drain(file)).toEqual(['one', '', 'three']);
  expect(file.pending).toBe(0);
});

it('gives the same report until it is done', () => {
  write('one', 'two');
  const file = open();

  expect(file.peek()?.toString()).toBe('one');
  expect(file.peek()?.toString()).toBe('one');
  file.markDone();
  expect(file.peek()?.toString()).toBe('two');
});

it('outlives the process, without what was delivered', () => {
  write('one', 'two', 'three');
  const before = open();
  before.peek();
  before.markDone();

  const after = open();

  expect(after.pending).toBe(2);
  expect(drain(after)).toEqual(['two', 'three']);
});

it('is readable by nobody else', () => {
  write('one');

  expect(statSync(path()).mode & 0o777).toBe(0o600);
});

describe('a torn tail', () => {
  it.each([
    ['half a body', 1],
    ['no body', 5],
    ['half a header', 10],
  ])('with %s is passed over', (_, missing) => {
    write('one', 'three');
    truncateSync(path(), statSync(path()).size - missing);

    const file = open();

    expect(file.pending).toBe(1);
    expect(drain(file)).toEqual(['one']);
  });

  it('of other bytes is passed over, and written over', () => {
    write('one');
    appendFileSync(path(), 'garbage that is no record at all');

    const file = open();
    file.append(Buffer.from('two'));

    expect(drain(file)).toEqual(['one', 'two']);
  });
});

it('passes over a report whose bytes were damaged', () => {
  write('one', 'two', 'three');
  const bytes = readFileSync(path());
  bytes[2 * computeRecordBytes(0) + 'one'.length] ^= 0xff;
  writeFileSync(path(), bytes);

  expect(drain(open())).toEqual(['one', 'three']);
});

it('is empty when there is no record in the file', () => {
  writeFileSync(path(), 'something else');

  const file = open();

  expect(file.pending).toBe(0);
  expect(file.bytes).toBe(0);
  expect(file.peek()).toBeUndefined();
  file.markDone();
  expect(file.pending).toBe(0);
});
