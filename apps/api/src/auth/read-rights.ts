import { isNoReview, type MetricsAccess } from './cluster-reviews';
import type { MetricsAccesses, Subject } from './metrics-access';
import { EVERYTHING, createReadScope, type ReadScope } from './read-scope';
import type { ReadNeed } from './reads';
import type { Refusals } from './refusals';

/** What a request wants to read. */
export interface ReadWish {
  /** Undefined: whatever there is. */
  readonly need: ReadNeed | undefined;
  /** The only namespace it is about, where it names one. */
  readonly namespace: string | undefined;
}

/** Tells what somebody whose token is good may read. */
export type ReadRights<T> = (reader: T, wish: ReadWish) => ReadScope | Promise<ReadScope>;

/** Every good token may read everything: AUTH_READ=token. */
export const RIGHT_TO_EVERYTHING: ReadRights<unknown> = () => EVERYTHING;

const NO_NAMESPACES: ReadonlySet<string> = new Set();

/**
 * Rights as the cluster grants them: the whole cluster first, then the namespace that is
 * asked for or else every namespace that is known.
 * @param knownNamespaces all namespaces an answer could hold something of
 */
export function createClusterRights(
  accesses: MetricsAccesses,
  refusals: Refusals,
  knownNamespaces: () => Iterable<string>,
): ReadRights<Subject> {
  async function findScope(subject: Subject, { need, namespace }: ReadWish): Promise<ReadScope> {
    const isAllowed = (access: MetricsAccess) => accesses.isAllowed(subject, access);
    const podVerb = need?.pods ?? 'list';
    const [mayReadNodes, mayReadAllPods] = await Promise.all([
      isAllowed({ resource: 'nodes', verb: need?.nodes ?? 'list' }),
      isAllowed({ resource: 'pods', verb: podVerb }),
    ]);
    if (mayReadNodes && mayReadAllPods) return EVERYTHING;
    if (need === undefined) throw refusals.refuse('read', 'no_right');
    if (need.nodes !== undefined && !mayReadNodes) throw refusals.refuse('read', 'no_right');
    if (mayReadAllPods) return createReadScope(mayReadNodes, 'all');
    if (need.pods === undefined) return createReadScope(mayReadNodes, NO_NAMESPACES);
    const asked = namespace === undefined ? knownNamespaces() : [namespace];
    const allowed = await accesses.namespacesOf(subject, podVerb, asked);
    if (allowed.size === 0) throw refusals.refuse('read', 'no_right');
    return createReadScope(mayReadNodes, allowed);
  }

  return (subject, wish) =>
    findScope(subject, wish).catch((error: unknown) => {
      throw isNoReview(error) ? refusals.refuse('read', 'no_review') : error;
    });
}
