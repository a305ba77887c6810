import type { IncomingMessage } from 'node:http';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { parseBearer } from '../auth/bearer';
import { isNoReview } from '../auth/cluster-reviews';
import { createSubject, type Subject } from '../auth/metrics-access';
import type { RefusalReason, TokenJudge, Verdict } from '../auth/verdict';
import { readProxyIdentity } from './proxy-identity';
import type { RequestHeaderTrust } from './request-header-trust';

/** What the TLS layer has found out about the other end of a connection. */
export interface PeerProof {
  /** Whether the certificate it has shown leads to an authority it was held against. */
  readonly isVerified: boolean;
  /** SHA-256 of that certificate and of those above it. */
  readonly fingerprints: readonly string[];
  readonly commonName: string | undefined;
  /** Ends of its validity, ms since the epoch. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** The proof of a connection's certificate; undefined when it has shown none. */
export function readPeerProof(socket: TLSSocket): PeerProof | undefined {
  const shown = socket.getPeerCertificate(true);
  const { subject, valid_from: from, valid_to: to } = shown;
  if (from === undefined || to === undefined) return undefined;
  // More than one common name is a list: none of them counts.
  const name: unknown = subject?.CN;
  return {
    isVerified: socket.authorized,
    fingerprints: listFingerprints(shown),
    commonName: typeof name === 'string' ? name : undefined,
    notBeforeMs: Date.parse(from),
    notAfterMs: Date.parse(to),
  };
}

function listFingerprints(shown: DetailedPeerCertificate): string[] {
  const found = new Set<string>();
  // The last of a chain is its own issuer.
  for (
    let one: DetailedPeerCertificate | undefined = shown;
    one?.fingerprint256 !== undefined && !found.has(one.fingerprint256);
    one = one.issuerCertificate as DetailedPeerCertificate | undefined
  ) {
    found.add(one.fingerprint256);
  }
  return [...found];
}

/** What callers are known by. */
export interface CallerParts {
  readonly tokens: TokenJudge<Subject>;
  /** ms since the epoch. */
  readonly now: () => number;
}

/**
 * Tells who sent a request. A client certificate is the front proxy's or is refused; only
 * the proxy may say in headers for whom it asks. All others show a bearer token.
 * @param proof of the connection the request came by
 * @param trust whom to believe now
 */
export async function findCaller(
  request: IncomingMessage,
  proof: PeerProof | undefined,
  trust: RequestHeaderTrust,
  { tokens, now }: CallerParts,
): Promise<Verdict<Subject>> {
  if (proof !== undefined) {
    if (!isProxy(proof, trust, now())) return { refused: 'other_certificate' };
    const named = readNamed(request, trust);
    if (named !== undefined) return named;
  }
  const token = parseBearer(request.headers.authorization);
  if (token === undefined) return { refused: 'no_token' };
  try {
    return await tokens.judge(token);
  } catch (error) {
    if (!isNoReview(error)) throw error;
    return { refused: 'no_review' };
  }
}

/** A connection may outlive the certificate and the authorities it was opened with. */
function isProxy(
  { isVerified, fingerprints, commonName, notBeforeMs, notAfterMs }: PeerProof,
  trust: RequestHeaderTrust,
  nowMs: number,
): boolean {
  const { allowedNames } = trust;
  // The second look is for handshakes that began just before the authorities were changed.
  const isTrusted = isVerified && fingerprints.some((one) => trust.fingerprints.has(one));
  if (!isTrusted || nowMs < notBeforeMs || nowMs > notAfterMs) return false;
  if (allowedNames.length === 0) return true;
  return commonName !== undefined && allowedNames.includes(commonName);
}

function readNamed(
  request: IncomingMessage,
  trust: RequestHeaderTrust,
): { who: Subject } | { refused: RefusalReason } | undefined {
  try {
    const user = readProxyIdentity(request, trust);
    return user === undefined ? undefined : { who: createSubject(user) };
  } catch {
    return { refused: 'other_certificate' };
  }
}
