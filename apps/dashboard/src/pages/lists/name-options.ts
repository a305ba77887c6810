import { useMemo } from 'react';
import type { List, Namespace, Node } from '../../api/types';
import { useResource } from '../../api/use-resource';

/** Names of the namespaces there are, to choose from. */
export function useNamespaceNames(): readonly string[] {
  const { data } = useResource<List<Namespace>>('/api/namespaces?limit=1000&fields=pids');
  return useMemo(() => data?.items.map(({ namespace }) => namespace) ?? [], [data]);
}

/** Names of the nodes there are, to choose from; none for who may not see nodes. */
export function useNodeNames(): readonly string[] {
  const { data } = useResource<List<Node>>('/api/nodes?limit=1000&fields=load_1m');
  return useMemo(() => data?.items.map(({ node }) => node) ?? [], [data]);
}
