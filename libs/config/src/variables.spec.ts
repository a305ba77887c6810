import { choice, flag, number, text, url } from './variables';

describe('text', () => {
  it('takes any text; without a fallback there may be none', () => {
    expect(text('a name', 'a node name').read(' any thing ')).toBe(' any thing ');
    expect(text('a name')).toMatchObject({ expects: 'text', fallback: undefined });
    expect(text('a place', 'a directory', '/proc').fallback).toBe('/proc');
  });
});

describe('number', () => {
  const port = number('port', { fallback: 8_080, min: 0, max: 65_535 });
  const share = number('share', { fallback: 0.5, min: 0, max: 1, fraction: true });

  it.each([
    ['0', 0],
    ['65535', 65_535],
    [' 80 ', 80],
    ['65536', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['80a', undefined],
    ['', undefined],
    [' ', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
  ])('reads a whole number from %j as %j', (written, value) => {
    expect(port.read(written)).toBe(value);
  });

  it.each([
    ['0.25', 0.25],
    ['1', 1],
    ['1.01', undefined],
    ['half', undefined],
  ])('reads a fraction from %j as %j', (written, value) => {
    expect(share.read(written)).toBe(value);
  });

  it('says what it expects and what it falls back to', () => {
    expect(port).toMatchObject({ expects: 'a whole number from 0 to 65535', fallback: '8080' });
    expect(share).toMatchObject({ expects: 'a number from 0 to 1', fallback: '0.5' });
  });
});

describe('flag', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['TRUE', undefined],
    ['1', undefined],
    ['yes', undefined],
    ['toString', undefined],
    ['constructor', undefined],
  ])('reads %j as %j', (written, value) => {
    expect(flag('on?', true).read(written)).toBe(value);
  });
});

describe('choice', () => {
  it.each([
    ['none', 'none'],
    ['file', 'file'],
    ['File', undefined],
    ['', undefined],
  ])('reads %j as %j', (written, value) => {
    const source = choice('who', ['none', 'file'], 'none');
    expect(source.expects).toBe('none or file');
    expect(source.read(written)).toBe(value);
  });
});

describe('url', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['https://api.example/base/', 'https://api.example/base'],
    ['http://host///', 'http://host'],
    ['ftp://host', undefined],
    ['http://', undefined],
    ['http:///path', undefined],
    ['http://host/a b', undefined],
    ['host:8080', undefined],
  ])('reads %j as %j', (written, value) => {
    expect(url('where', 'http://localhost').read(written)).toBe(value);
  });
});
