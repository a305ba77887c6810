import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { createAuthority, type TestAuthority } from '../../test/test-authority';
import { TrustError, parseTrust } from './request-header-trust';

let proxy: TestAuthority;
let clients: TestAuthority;

beforeAll(async () => {
  proxy = await createAuthority('front-proxy-ca');
  clients = await createAuthority('clients-ca');
});

const NAMES = {
  'requestheader-allowed-names': '["front-proxy-client"]',
  'requestheader-username-headers': '["X-Remote-User"]',
  'requestheader-group-headers': '["X-Remote-Group"]',
  'requestheader-extra-headers-prefix': '["X-Remote-Extra-"]',
  'requestheader-uid-headers': '["X-Remote-Uid"]',
};

it('reads what an API server writes', () => {
  const trust = parseTrust({
    ...NAMES,
    'client-ca-file': clients.certificate,
    'requestheader-client-ca-file': proxy.certificate,
  });

  expect(trust).toEqual({
    authorities: proxy.certificate,
    fingerprints: new Set([new X509Certificate(proxy.certificate).fingerprint256]),
    allowedNames: ['front-proxy-client'],
    usernameHeaders: ['x-remote-user'],
    groupHeaders: ['x-remote-group'],
    extraPrefixes: ['x-remote-extra-'],
    uidHeaders: ['x-remote-uid'],
    refusal: undefined,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

it('believes nobody where the cluster names no proxy', () => {
  expect(parseTrust({ 'client-ca-file': clients.certificate })).toMatchObject({
    authorities: '',
    allowedNames: [],
    usernameHeaders: [],
    uidHeaders: [],
    refusal: undefined,
  });
});

describe('one authority for the proxy and for all clients', () => {
  const both = () => ({
    'client-ca-file': clients.certificate + proxy.certificate,
    'requestheader-client-ca-file': proxy.certificate,
  });

  it('is refused when any name of it is allowed', () => {
    const trust = parseTrust({ ...NAMES, ...both(), 'requestheader-allowed-names': '[]' });

    expect(trust.authorities).toBe('');
    expect(trust.refusal).toMatch(/also that of all clients/);
  });

  it('is used with a list of names', () => {
    expect(parseTrust({ ...NAMES, ...both() }).authorities).toBe(proxy.certificate);
  });
});

it.each([
  ['requestheader-allowed-names', 'front-proxy-client'],
  ['requestheader-username-headers', '{"a":1}'],
  ['requestheader-group-headers', '[1]'],
  ['requestheader-client-ca-file', 'no certificate'],
])('refuses %s=%s', (key, value) => {
  expect(() => parseTrust({ ...NAMES, [key]: value })).toThrow(TrustError);
  expect(() => parseTrust({ ...NAMES, [key]: value })).toThrow(key);
});

it('gives a trust or its own error for any texts', () => {
  const texts = fc.dictionary(
    fc.constantFrom(...Object.keys(NAMES), 'client-ca-file'),
    fc.string(),
  );
  fc.assert(
    fc.property(texts, (data) => {
      try {
        expect(parseTrust(data).authorities).toBe('');
      } catch (error) {
        expect(error).toBeInstanceOf(TrustError);
      }
    }),
  );
});
