import { createHash } from 'node:crypto';
import { readBundle } from './pem';

/**
 * Whom the cluster's API server says to believe when somebody names the user of a request in
 * its headers: ConfigMap `extension-apiserver-authentication`, keys `requestheader-…`; see
 * https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/
 */
export interface RequestHeaderTrust {
  /** PEM of the authorities that sign the front proxy's certificate; '' = nobody is believed. */
  readonly authorities: string;
  /** SHA-256 of each of them, as Node.js writes it. */
  readonly fingerprints: ReadonlySet<string>;
  /** Common names the certificate may have; empty = any. */
  readonly allowedNames: readonly string[];
  /** Lower case, as Node.js names headers. */
  readonly usernameHeaders: readonly string[];
  readonly groupHeaders: readonly string[];
  readonly extraPrefixes: readonly string[];
  readonly uidHeaders: readonly string[];
  /** Why nobody is believed though there are authorities. */
  readonly refusal: string | undefined;
  /** The same for the same authorities. */
  readonly digest: string;
}

/** The ConfigMap is not what the API server writes. */
export class TrustError extends Error {
  readonly code = 'bad_trust';
}

/**
 * Reads the ConfigMap's data.
 * @throws TrustError when a list of names is none, or an authority file holds no certificate
 */
export function parseTrust(data: Readonly<Record<string, string>>): RequestHeaderTrust {
  const bundle = readBundle(data['requestheader-client-ca-file'] ?? '');
  if (bundle.length === 0 && data['requestheader-client-ca-file']) {
    throw new TrustError('requestheader-client-ca-file holds no certificate');
  }
  const allowedNames = readNames(data, 'requestheader-allowed-names');
  // The authority of all client certificates would make every holder of one the front proxy.
  const ordinary = new Set(
    readBundle(data['client-ca-file'] ?? '').map(({ certificate }) => certificate.fingerprint256),
  );
  const isShared = bundle.some(({ certificate }) => ordinary.has(certificate.fingerprint256));
  const refusal =
    isShared && allowedNames.length === 0
      ? 'the front proxy’s authority is also that of all clients, and any name of it is allowed'
      : undefined;
  const believed = refusal === undefined ? bundle : [];
  const authorities = believed.map(({ pem }) => pem).join('');
  return {
    authorities,
    fingerprints: new Set(believed.map(({ certificate }) => certificate.fingerprint256)),
    allowedNames,
    usernameHeaders: readHeaderNames(data, 'requestheader-username-headers'),
    groupHeaders: readHeaderNames(data, 'requestheader-group-headers'),
    extraPrefixes: readHeaderNames(data, 'requestheader-extra-headers-prefix'),
    uidHeaders: readHeaderNames(data, 'requestheader-uid-headers'),
    refusal,
    digest: createHash('sha256').update(authorities).digest('hex'),
  };
}

function readHeaderNames(data: Readonly<Record<string, string>>, key: string): string[] {
  return readNames(data, key)
    .map((name) => name.toLowerCase())
    .filter((name) => name !== '');
}

function readNames(data: Readonly<Record<string, string>>, key: string): string[] {
  const text = data[key];
  if (text === undefined || text === '') return [];
  const names = parseJson(text);
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new TrustError(`${key} is no JSON list of names`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
