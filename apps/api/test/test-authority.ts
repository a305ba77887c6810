import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type Extension,
} from '@peculiar/x509';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const SERIAL_BYTES = 8;

/** A certificate with its key, both PEM. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
}

/** What is asked of an authority. */
export interface CertificateWish {
  readonly commonName: string;
  readonly usage?: 'client' | 'server';
  /** Days from now; the past too. */
  readonly fromDays?: number;
  readonly toDays?: number;
}

/** Makes an authority that stands on its own. */
export async function createAuthority(commonName: string): Promise<TestAuthority> {
  const keys = await generateKeys();
  return new TestAuthority(commonName, keys, await sign(keys, commonName, keys, { commonName }));
}

/** An authority that signs what it is asked for. */
export class TestAuthority {
  constructor(
    private readonly commonName: string,
    private readonly keys: webcrypto.CryptoKeyPair,
    /** PEM. */
    readonly certificate: string,
  ) {}

  /** A certificate for this machine's loopback address. */
  async issue(wish: CertificateWish): Promise<IssuedCertificate> {
    const keys = await generateKeys();
    const cert = await sign(this.keys, this.commonName, keys, wish, [
      new ExtendedKeyUsageExtension([ExtendedKeyUsage[`${wish.usage ?? 'client'}Auth`]]),
      new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ]);
    const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
    return { cert, key: toPem('PRIVATE KEY', der) };
  }

  /** An authority below this one. */
  async issueAuthority(commonName: string): Promise<TestAuthority> {
    const keys = await generateKeys();
    const certificate = await sign(this.keys, this.commonName, keys, { commonName });
    return new TestAuthority(commonName, keys, certificate);
  }
}

/** PEM of a certificate; without `uses` of an authority. */
async function sign(
  issuerKeys: webcrypto.CryptoKeyPair,
  issuerName: string,
  keys: webcrypto.CryptoKeyPair,
  { commonName, fromDays = -1, toDays = 1 }: CertificateWish,
  uses: Extension[] = [new BasicConstraintsExtension(true, undefined, true)],
): Promise<string> {
  const serial = webcrypto.getRandomValues(new Uint8Array(SERIAL_BYTES));
  const certificate = await X509CertificateGenerator.create(
    {
      issuer: `CN=${issuerName}`,
      subject: `CN=${commonName}`,
      publicKey: keys.publicKey,
      signingKey: issuerKeys.privateKey,
      signingAlgorithm: KEY,
      serialNumber: Buffer.from(serial).toString('hex'),
      notBefore: new Date(Date.now() + fromDays * DAY_MS),
      notAfter: new Date(Date.now() + toDays * DAY_MS),
      extensions: uses,
    },
    webcrypto,
  );
  return `${certificate.toString('pem')}\n`;
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
}

function toPem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`;
}
