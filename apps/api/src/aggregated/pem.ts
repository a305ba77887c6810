import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+?-----END CERTIFICATE-----/g;

/** A certificate of a PEM bundle. */
export interface BundledCertificate {
  /** PEM, with a line break at its end. */
  readonly pem: string;
  readonly certificate: X509Certificate;
}

/** The certificates of a PEM bundle in their order; what is none is left out. */
export function readBundle(text: string): BundledCertificate[] {
  return [...text.matchAll(BLOCK)].flatMap(([block]) => {
    const certificate = readCertificate(block);
    return certificate === undefined ? [] : [{ pem: `${block}\n`, certificate }];
  });
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    // Bytes that are no certificate certify nobody: the rest of the bundle still counts.
    return undefined;
  }
}
