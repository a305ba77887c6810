import { X509Certificate } from 'node:crypto';
import { createServingCertificate, serviceNames } from './certificates';

// 2026-03-01T10:00:00.250Z
const NOW_MS = 1_772_359_200_250;
const DAY_MS = 86_400_000;
const NAMES = serviceNames('kubemonitor', 'monitor-api-service');

it('names the service as the API server asks for it', () => {
  expect(NAMES).toEqual([
    'monitor-api-service.kubemonitor.svc',
    'monitor-api-service.kubemonitor.svc.cluster.local',
  ]);
});

describe('createServingCertificate', () => {
  const made = createServingCertificate(NAMES, NOW_MS, 30 * DAY_MS);

  it('makes an authority and a certificate it has signed', async () => {
    const { authority, certificate, notAfterMs } = await made;
    const issuer = new X509Certificate(authority);
    const leaf = new X509Certificate(certificate);

    expect([issuer.ca, leaf.ca]).toEqual([true, false]);
    expect(issuer.verify(issuer.publicKey)).toBe(true);
    expect(leaf.verify(issuer.publicKey)).toBe(true);
    expect(leaf.checkIssued(issuer)).toBe(true);
    expect(issuer.subject).toMatch(/^CN=kubemonitor aggregation [0-9a-f]{16}$/);
    expect(leaf.subject).toBe('CN=monitor-api-service.kubemonitor.svc');
    expect(new Date(notAfterMs).toISOString()).toBe('2026-03-31T10:00:00.000Z');
    for (const { validFrom, validTo } of [issuer, leaf]) {
      expect(validFrom).toBe('Mar  1 09:00:00 2026 GMT');
      expect(validTo).toBe('Mar 31 10:00:00 2026 GMT');
    }
  });

  it('is for these names, as a server, with a key of P-256', async () => {
    const leaf = new X509Certificate((await made).certificate);

    expect(leaf.checkHost('monitor-api-service.kubemonitor.svc')).toBeDefined();
    expect(leaf.checkHost('monitor-api-service.kubemonitor.svc.cluster.local')).toBeDefined();
    expect(leaf.checkHost('monitor-api-service.other.svc')).toBeUndefined();
    // id-kp-serverAuth (RFC 5280, 4.2.1.12).
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });

  it('makes another authority each time', async () => {
    const other = await createServingCertificate(NAMES, NOW_MS, DAY_MS);
    const issuer = new X509Certificate((await made).authority);

    expect(new X509Certificate(other.certificate).verify(issuer.publicKey)).toBe(false);
  });
});
