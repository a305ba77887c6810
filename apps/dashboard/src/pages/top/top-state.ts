import { useMemo } from 'react';
import { navigate, useRoute } from '../../state/route';
import { useTableState, type TableState } from '../../state/table';
import { KINDS, type Kind } from './kinds';
import type { TopView } from './top-path';

export interface TopState extends TopView {
  readonly table: TableState;
}

/** What the URL says of top. */
export function useTopState(): TopState {
  const { search } = useRoute();
  const table = useTableState('-cpu_millicores');
  const kindText = search.get('kind');
  const namespace = search.get('namespace') ?? '';
  const pod = search.get('pod') ?? '';
  return useMemo(() => {
    const kind = KINDS.find((one) => one === kindText) ?? 'pods';
    return { kind, namespace, pod, table };
  }, [kindText, namespace, pod, table]);
}

/** Shows another kind of rows; order and filter begin anew. */
export function showKind(kind: Kind, pod?: string): void {
  navigate({
    kind: kind === 'pods' ? undefined : kind,
    pod: kind === 'containers' ? pod : undefined,
    sort: undefined,
    filter: undefined,
  });
}

/** Only of one namespace, or of all. */
export function showNamespace(namespace: string): void {
  navigate({ namespace: namespace === '' ? undefined : namespace });
}
