import type { Container, Namespace, Node, Pod, Workload } from '../../api/types';

/** An answer about one thing, latest values or a window. */
export type Measured = Node | Namespace | Workload | Pod | Container;

/** Runs of a container in the answer about its pod, oldest first; one without a name goes by its id. */
export function runsOf(pod: Pod | undefined, name: string): readonly Container[] {
  return (pod?.containers ?? []).filter(
    ({ container, container_id: id }) => (container ?? id) === name,
  );
}
