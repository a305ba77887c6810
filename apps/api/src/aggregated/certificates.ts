// The certificate library registers its algorithms by decorators.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** How the subject of every authority made here begins: by it they are known in a bundle. */
export const AUTHORITY_PREFIX = 'kubemonitor aggregation ';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Clocks of the cluster may be so far behind ours. */
const CLOCK_LEEWAY_MS = 3_600_000;

const PEM_LINE = 64;
const SERIAL_BYTES = 16;

/** A serving certificate, its key, and the authority that signed it and nothing else. */
export interface ServingCertificate {
  /** PEM of the authority: who trusts it trusts this certificate. */
  readonly authority: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM (PKCS #8). */
  readonly key: string;
  /** End of both certificates, ms since the epoch. */
  readonly notAfterMs: number;
}

/**
 * Makes an authority and has it sign one certificate for a server of these names. The
 * authority's key is dropped before this returns: nobody can sign a second one.
 * @param nowMs ms since the epoch
 * @param lifeMs how long both are valid from now
 */
export async function createServingCertificate(
  names: readonly [string, ...string[]],
  nowMs: number,
  lifeMs: number,
): Promise<ServingCertificate> {
  const [authorityKeys, serverKeys] = await Promise.all([generateKeys(), generateKeys()]);
  const authoritySerial = createSerial();
  const issuer = `CN=${AUTHORITY_PREFIX}${authoritySerial.slice(0, 16)}`;
  // Certificates count whole seconds.
  const notAfterMs = Math.floor((nowMs + lifeMs) / 1_000) * 1_000;
  const shared = {
    issuer,
    notBefore: new Date(nowMs - CLOCK_LEEWAY_MS),
    notAfter: new Date(notAfterMs),
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: KEY,
  };
  const authority = await X509CertificateGenerator.create(
    {
      ...shared,
      serialNumber: authoritySerial,
      subject: issuer,
      publicKey: authorityKeys.publicKey,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
        await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const certificate = await X509CertificateGenerator.create(
    {
      ...shared,
      serialNumber: createSerial(),
      subject: `CN=${names[0]}`,
      publicKey: serverKeys.publicKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: 'dns' as const, value })),
        ),
        await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return {
    authority: withEnd(authority.toString('pem')),
    certificate: withEnd(certificate.toString('pem')),
    key: toPem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey)),
    notAfterMs,
  };
}

/** The names of a Service inside its cluster, the one the API server asks for first. */
export function serviceNames(namespace: string, name: string): [string, ...string[]] {
  const short = `${name}.${namespace}.svc`;
  return [short, `${short}.cluster.local`];
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
}

/** Hex; the first bit is 0, since a serial number is positive (RFC 5280, 4.1.2.2). */
function createSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(SERIAL_BYTES));
  bytes[0] = (bytes[0] & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

function toPem(label: string, der: ArrayBuffer): string {
  const text = Buffer.from(der).toString('base64');
  const lines = text.match(new RegExp(`.{1,${PEM_LINE}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function withEnd(pem: string): string {
  return pem.endsWith('\n') ? pem : `${pem}\n`;
}
