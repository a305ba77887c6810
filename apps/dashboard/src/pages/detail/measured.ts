import type { Container, Namespace, Node, Pod, Workload } from '../../api/types';

/** An answer about one thing, latest values or a window. */
export type Measured = Node | Namespace | Workload | Pod | Container;

/** A number of an answer or of a point; null where it is missing, undefined where it has none. */
export function numberOf(item: object | undefined, field: string): number | null | undefined {
  const value: unknown = (item as Readonly<Record<string, unknown>> | undefined)?.[field];
  return typeof value === 'number' || value === null ? value : undefined;
}

/**
 * Why a latest answer has no value of a field. A share is missing with what it is a share of: its
 * use, or else the request or limit. What is not mentioned at all was never sent.
 */
export function missingReason(item: Measured | undefined, field: string): string {
  const told = item?.missing?.[field];
  if (told !== undefined) return told;
  const share = /^(cpu|memory)_(request|limit)_percent$/.exec(field);
  if (share === null) return 'not_collected';
  const use = share[1] === 'cpu' ? 'cpu_millicores' : 'memory_bytes';
  return item?.missing?.[use] ?? (share[2] === 'limit' ? 'no_limit' : 'no_request');
}

/** Runs of a container in the answer about its pod, oldest first; one without a name goes by its id. */
export function runsOf(pod: Pod | undefined, name: string): readonly Container[] {
  return (pod?.containers ?? []).filter(
    ({ container, container_id: id }) => (container ?? id) === name,
  );
}
