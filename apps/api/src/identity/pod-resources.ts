import type { ContainerSpec, KubernetesPod } from './kubernetes-objects';
import type { Resources } from './pod-identity';
import { parseQuantity } from './quantity';

type Promised = 'requests' | 'limits';

function toMillicores(quantity: unknown): number | undefined {
  const cores = parseQuantity(quantity);
  return cores === undefined ? undefined : Math.round(cores * 1_000_000) / 1_000;
}

function readResources(container: ContainerSpec, promise: Promised): Resources {
  const values = container.resources?.[promise];
  return {
    cpuMillicores: toMillicores(values?.['cpu']),
    memoryBytes: parseQuantity(values?.['memory']),
  };
}

/** Containers that run for the whole life of the pod: sidecars are init containers that restart. */
function lastingContainers({ spec }: KubernetesPod): ContainerSpec[] {
  const sidecars = (spec?.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return [...(spec?.containers ?? []), ...sidecars];
}

function sumDefined(values: (number | undefined)[]): number | undefined {
  const defined = values.filter((value) => value !== undefined);
  return defined.length === 0 ? undefined : defined.reduce((sum, value) => sum + value, 0);
}

function sumAll(values: (number | undefined)[]): number | undefined {
  return values.length > 0 && values.every((value) => value !== undefined)
    ? sumDefined(values)
    : undefined;
}

/** Sum of the requests of the pod's lasting containers; undefined where none has one. */
export function readPodRequests(pod: KubernetesPod): Resources {
  const all = lastingContainers(pod).map((container) => readResources(container, 'requests'));
  return {
    cpuMillicores: sumDefined(all.map(({ cpuMillicores }) => cpuMillicores)),
    memoryBytes: sumDefined(all.map(({ memoryBytes }) => memoryBytes)),
  };
}

/** Sum of the limits; undefined when one container has none, since the pod then has no limit. */
export function readPodLimits(pod: KubernetesPod): Resources {
  const all = lastingContainers(pod).map((container) => readResources(container, 'limits'));
  return {
    cpuMillicores: sumAll(all.map(({ cpuMillicores }) => cpuMillicores)),
    memoryBytes: sumAll(all.map(({ memoryBytes }) => memoryBytes)),
  };
}
