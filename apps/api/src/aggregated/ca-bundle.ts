import type { X509Certificate } from 'node:crypto';
import { AUTHORITY_PREFIX } from './certificates';
import { readBundle } from './pem';

/**
 * Most authorities of one bundle: replicas, and starts within the life of a certificate. An
 * authority that is pushed out though its server lives is put back by that server.
 */
const MOST_AUTHORITIES = 16;

/**
 * The bundle that has our authorities besides those other replicas and earlier starts have
 * put there; undefined when the present one has them and nothing that must go. What has
 * ended goes, and so does whatever was not made by kubemonitor: it would let somebody else
 * answer in our place.
 * @param present base64 of PEM, as an APIService has it
 * @param own PEM of our authorities, the newest last
 * @param nowMs ms since the epoch
 * @returns base64 of PEM
 */
export function computeBundle(
  present: string | undefined,
  own: readonly string[],
  nowMs: number,
): string | undefined {
  const text = Buffer.from(present ?? '', 'base64').toString('latin1');
  const others = readBundle(text)
    .filter(({ pem, certificate }) => !own.includes(pem) && isOfReplica(certificate, nowMs))
    .sort((one, other) => startOf(one.certificate) - startOf(other.certificate))
    .map(({ pem }) => pem);
  const room = Math.max(0, MOST_AUTHORITIES - own.length);
  const wanted = [...others.slice(Math.max(0, others.length - room)), ...own];
  const kept = readBundle(text).map(({ pem }) => pem);
  const isSame = kept.length === wanted.length && wanted.every((pem) => kept.includes(pem));
  return isSame ? undefined : Buffer.from(wanted.join('')).toString('base64');
}

function isOfReplica({ subject, validTo }: X509Certificate, nowMs: number): boolean {
  return subject.startsWith(`CN=${AUTHORITY_PREFIX}`) && Date.parse(validTo) > nowMs;
}

function startOf({ validFrom }: X509Certificate): number {
  return Date.parse(validFrom);
}
