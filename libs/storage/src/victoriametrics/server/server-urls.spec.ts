import { toReadUrl, toServerUrls, toWriteUrl } from './server-urls';

describe('toWriteUrl', () => {
  it.each([
    ['http://victoria:8428', 'http://victoria:8428/api/v1/write'],
    ['http://victoria:8428/', 'http://victoria:8428/api/v1/write'],
    ['http://victoria:8428/prometheus', 'http://victoria:8428/prometheus/api/v1/write'],
    ['http://victoria:8428/api/v1/write', 'http://victoria:8428/api/v1/write'],
    [
      'http://vminsert:8480/insert/0/prometheus',
      'http://vminsert:8480/insert/0/prometheus/api/v1/write',
    ],
    [
      'http://vminsert:8480/insert/42:7/prometheus/',
      'http://vminsert:8480/insert/42:7/prometheus/api/v1/write',
    ],
    [
      'http://vminsert:8480/insert/multitenant/prometheus',
      'http://vminsert:8480/insert/multitenant/prometheus/api/v1/write',
    ],
    ['https://mimir/api/v1/push', 'https://mimir/api/v1/push'],
    ['http://thanos:19291/api/v1/receive', 'http://thanos:19291/api/v1/receive'],
    [
      'http://v:8428/api/v1/write?extra_label=dc=north',
      'http://v:8428/api/v1/write?extra_label=dc=north',
    ],
  ])('of %s is %s', (base, url) => {
    expect(toWriteUrl(base)).toBe(url);
  });
});

describe('toReadUrl', () => {
  it.each([
    ['http://victoria:8428', 'http://victoria:8428/api/v1'],
    ['http://victoria:8428/prometheus/', 'http://victoria:8428/prometheus/api/v1'],
    ['http://victoria:8428/api/v1', 'http://victoria:8428/api/v1'],
    [
      'http://vmselect:8481/select/42:7/prometheus',
      'http://vmselect:8481/select/42:7/prometheus/api/v1',
    ],
  ])('of %s is %s', (base, url) => {
    expect(toReadUrl(base)).toBe(url);
  });
});

describe('toServerUrls', () => {
  it('finds the flags of a single server', () => {
    expect(toServerUrls('http://v:8428', 'http://v:8428/prometheus').flags).toBe(
      'http://v:8428/flags',
    );
  });

  it('knows that a cluster has none', () => {
    const { flags } = toServerUrls('http://i:8480/insert/0', 'http://s:8481/select/0/prometheus');
    expect(flags).toBeUndefined();
  });

  it('wants no password in a URL', () => {
    const make = () => toServerUrls('http://v:8428', 'http://reader:secret@v:8428');
    expect(make).toThrow('headers file');
    expect(make).not.toThrow('secret');
  });
});
