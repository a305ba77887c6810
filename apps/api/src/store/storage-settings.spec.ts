import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHeaders, parseLabels, readHeaders } from './storage-settings';

describe('parseLabels', () => {
  it.each([
    [undefined, {}],
    ['', {}],
    ['cluster=north', { cluster: 'north' }],
    [' cluster=north , url=a=b,', { cluster: 'north', url: 'a=b' }],
  ])('reads %p', (text, labels) => {
    expect(parseLabels(text)).toEqual(labels);
  });

  it.each(['cluster', '=north'])('refuses %p', (text) => {
    expect(() => parseLabels(text)).toThrow(`STORAGE_LABELS: "${text}" is not name=value.`);
  });
});

describe('parseHeaders', () => {
  it('reads names and values, without comments', () => {
    const text = '# for vmauth\nAuthorization: Bearer a:b\r\n\nX-Scope-OrgID:  7 \n';
    expect(parseHeaders(text)).toEqual({ authorization: 'Bearer a:b', 'x-scope-orgid': '7' });
  });

  it.each(['secret', ': secret', 'a name: secret', 'name: secret\u0100'])(
    'refuses %p without repeating it',
    (line) => {
      const parse = () => parseHeaders(`a: b\n${line}`);
      expect(parse).toThrow('STORAGE_HEADERS_FILE: line 2 is no "Name: value".');
    },
  );
});

describe('readHeaders', () => {
  it('reads a file, or nothing where none is named', () => {
    const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-headers-'));
    const path = join(directory, 'headers');
    writeFileSync(path, 'AccountID: 42\n');
    expect(readHeaders(path)).toEqual({ accountid: '42' });
    expect(readHeaders(undefined)).toEqual({});
    rmSync(directory, { recursive: true });
    expect(() => readHeaders(path)).toThrow('ENOENT');
  });
});
