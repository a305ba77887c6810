/** What a caller may read. */
export interface ReadScope {
  /** All there is: nothing has to be left out of an answer. */
  readonly isEverything: boolean;
  /** Nodes, and what tells of them: their cgroups, which of them are late. */
  readonly mayReadNodes: boolean;
  /** Pods of a namespace and their sums; undefined = pods the cluster has not named yet. */
  mayReadNamespace(namespace: string | undefined): boolean;
}

/** The scope of who may read all there is. */
export const EVERYTHING: ReadScope = {
  isEverything: true,
  mayReadNodes: true,
  mayReadNamespace: () => true,
};

/**
 * The scope of somebody.
 * @param namespaces those whose pods may be read; 'all' also stands for pods without a name,
 *   which may be anybody's
 */
export function createReadScope(
  mayReadNodes: boolean,
  namespaces: 'all' | ReadonlySet<string>,
): ReadScope {
  if (mayReadNodes && namespaces === 'all') return EVERYTHING;
  return {
    isEverything: false,
    mayReadNodes,
    mayReadNamespace: (namespace) =>
      namespaces === 'all' || (namespace !== undefined && namespaces.has(namespace)),
  };
}
