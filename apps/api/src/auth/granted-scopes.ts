import type { IncomingMessage } from 'node:http';
import type { ReadScope } from './read-scope';

/** Nothing a client can send leads here: the key is the request as an object of this process. */
const granted = new WeakMap<IncomingMessage, ReadScope>();

/** Notes what a request may read, when that was found out before it is routed. */
export function grantScope(request: IncomingMessage, scope: ReadScope): void {
  granted.set(request, scope);
}

/** What was granted to a request before it was routed; undefined for all others. */
export function findGrantedScope(request: IncomingMessage): ReadScope | undefined {
  return granted.get(request);
}
