import type { IncomingMessage } from 'node:http';
import type { ReviewedUser } from '../auth/cluster-reviews';
import type { RequestHeaderTrust } from './request-header-trust';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The user a front proxy names in a request's headers; undefined when it names none. Only
 * for requests of a proxy that has proved itself.
 * @throws TypeError when a value is no UTF-8: two such names could be taken for one
 */
export function readProxyIdentity(
  request: IncomingMessage,
  trust: RequestHeaderTrust,
): ReviewedUser | undefined {
  const [username] = valuesOf(request, trust.usernameHeaders);
  if (username === undefined) return undefined;
  const [uid] = valuesOf(request, trust.uidHeaders);
  return {
    username,
    ...(uid === undefined ? {} : { uid }),
    groups: valuesOf(request, trust.groupHeaders),
    extra: readExtra(request, trust.extraPrefixes),
  };
}

/** Takes every header away that could name a user, so that nothing behind reads them by mistake. */
export function dropIdentityHeaders(request: IncomingMessage, trust: RequestHeaderTrust): void {
  const { usernameHeaders, groupHeaders, uidHeaders, extraPrefixes } = trust;
  const named = new Set([...usernameHeaders, ...groupHeaders, ...uidHeaders, 'authorization']);
  for (const name of Object.keys(request.headers)) {
    const isExtra = extraPrefixes.some((prefix) => name.startsWith(prefix));
    if (named.has(name) || isExtra) delete request.headers[name];
  }
}

/** All values of some headers in their order; a header may be there many times. */
function valuesOf({ headersDistinct }: IncomingMessage, names: readonly string[]): string[] {
  return names
    .flatMap((name) => headersDistinct[name] ?? [])
    .filter((value) => value !== '')
    .map(decodeText);
}

/** Keys are percent-encoded, since not every key can be a header's name. */
function readExtra(
  { headersDistinct }: IncomingMessage,
  prefixes: readonly string[],
): Record<string, string[]> {
  // A key may be any text, also that of a member every object has.
  const extra = new Map<string, string[]>();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const prefix of prefixes) {
      if (!name.startsWith(prefix) || name.length === prefix.length) continue;
      const key = decodeKey(name.slice(prefix.length));
      extra.set(key, [...(extra.get(key) ?? []), ...values.map(decodeText)]);
    }
  }
  return Object.fromEntries(extra);
}

/** Node.js gives the bytes of a header one character each. */
function decodeText(value: string): string {
  return UTF8.decode(Buffer.from(value, 'latin1'));
}

/** As apiserver `pkg/authentication/request/headerrequest`: what is not encoded stays as it is. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
