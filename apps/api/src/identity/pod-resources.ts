import type {
  ContainerSpec,
  ContainerStatus,
  KubernetesPod,
  Quantities,
} from './kubernetes-objects';
import { NO_RESOURCES, type Resources } from './pod-identity';
import { parseMillicores, parseQuantity } from './quantity';

type Amount = number | undefined;
type Resource = keyof Resources;

/** CPU and memory of a list of quantities. */
export function readResources(quantities: Quantities | undefined): Resources {
  const cpuMillicores = parseMillicores(quantities?.['cpu']);
  const memoryBytes = parseQuantity(quantities?.['memory']);
  return cpuMillicores === undefined && memoryBytes === undefined
    ? NO_RESOURCES
    : { cpuMillicores, memoryBytes };
}

/** What a container requests: what it runs with or was given when it was resized, else its spec. */
export function readContainerRequests(
  spec: ContainerSpec,
  status: ContainerStatus | undefined,
): Resources {
  return readResources(
    status?.resources?.requests ?? status?.allocatedResources ?? spec.resources?.requests,
  );
}

/** What a container may use: what it runs with when it was resized, else its spec. */
export function readContainerLimits(
  spec: ContainerSpec,
  status: ContainerStatus | undefined,
): Resources {
  return readResources(status?.resources?.limits ?? spec.resources?.limits);
}

/** Whether an init container runs on beside the others (KEP-753). */
export function isSidecar({ restartPolicy }: ContainerSpec): boolean {
  return restartPolicy === 'Always';
}

/**
 * What the scheduler sets aside for a pod: the greater of what its lasting containers need
 * together and what one of its init containers needs with the sidecars before it, and the
 * overhead of its runtime class; requests of the pod itself (1.32) go before those of its
 * containers. Undefined where nothing requests the resource. Must agree with `PodRequests` of
 * k8s.io/component-helpers `resource/helpers.go` (KEP-753, KEP-2837), save that a container
 * being resized counts with what it has now, not with the greater of now and then.
 */
export function readPodRequests(pod: KubernetesPod): Resources {
  const own = readResources(pod.spec?.resources?.requests);
  const overhead = readResources(pod.spec?.overhead);
  const needs = readNeeds(pod, readContainerRequests);
  return toResources((resource) => {
    const wanted = own[resource] ?? greaterOf(sumDefined(needs.lasting, resource), needs, resource);
    return add(wanted, overhead[resource]);
  });
}

/**
 * What a pod may use: like its requests, but undefined when one lasting container has no limit
 * and the pod has none of its own, since then nothing holds the pod back as a whole. The
 * overhead counts where there is a limit (`PodLimits` of the same file).
 */
export function readPodLimits(pod: KubernetesPod): Resources {
  const own = readResources(pod.spec?.resources?.limits);
  const overhead = readResources(pod.spec?.overhead);
  const needs = readNeeds(pod, readContainerLimits);
  return toResources((resource) => {
    const all = sumAll(needs.lasting, resource);
    const most = own[resource] ?? (all === undefined ? undefined : greaterOf(all, needs, resource));
    return most === undefined || most === 0 ? most : add(most, overhead[resource]);
  });
}

/** What the containers of a pod need, `lasting` at the same time and `starting` one after the other. */
interface Needs {
  /** Containers, and init containers that run on. */
  readonly lasting: readonly Resources[];
  /** While each init container runs: it, and the sidecars before it. */
  readonly starting: readonly (readonly Resources[])[];
}

function readNeeds(
  { spec, status }: KubernetesPod,
  read: (spec: ContainerSpec, status: ContainerStatus | undefined) => Resources,
): Needs {
  const sidecars: Resources[] = [];
  const starting: Resources[][] = [];
  for (const container of spec?.initContainers ?? []) {
    const needs = read(container, statusOf(container, status?.initContainerStatuses));
    if (isSidecar(container)) sidecars.push(needs);
    else starting.push([...sidecars, needs]);
  }
  const containers = (spec?.containers ?? []).map((container) =>
    read(container, statusOf(container, status?.containerStatuses)),
  );
  return { lasting: [...containers, ...sidecars], starting };
}

/** The status of a container of the spec: found by its name. */
export function statusOf(
  { name }: ContainerSpec,
  statuses: readonly ContainerStatus[] | undefined,
): ContainerStatus | undefined {
  return statuses?.find((status) => status.name === name);
}

function greaterOf(lasting: Amount, { starting }: Needs, resource: Resource): Amount {
  return starting.reduce((most, together) => {
    const needed = sumDefined(together, resource);
    return needed !== undefined && (most === undefined || needed > most) ? needed : most;
  }, lasting);
}

function sumDefined(all: readonly Resources[], resource: Resource): Amount {
  return all.reduce<Amount>((sum, amounts) => add(sum, amounts[resource]), undefined);
}

function sumAll(all: readonly Resources[], resource: Resource): Amount {
  return all.every((amounts) => amounts[resource] !== undefined)
    ? sumDefined(all, resource)
    : undefined;
}

function add(a: Amount, b: Amount): Amount {
  return a === undefined ? b : a + (b ?? 0);
}

function toResources(of: (resource: Resource) => Amount): Resources {
  const cpuMillicores = of('cpuMillicores');
  const memoryBytes = of('memoryBytes');
  return cpuMillicores === undefined && memoryBytes === undefined
    ? NO_RESOURCES
    : { cpuMillicores, memoryBytes };
}
