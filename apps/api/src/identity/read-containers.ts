import type {
  ContainerSpec,
  ContainerStatus,
  KubernetesPod,
  TerminatedState,
} from './kubernetes-objects';
import type { ContainerIdentity, ContainerKind, ContainerState, Termination } from './pod-identity';
import { isSidecar, readContainerLimits, readContainerRequests } from './pod-resources';

/** All containers of a pod: those of the spec in its order, whether or not they have a status yet. */
export function readContainers({ spec, status }: KubernetesPod): ContainerIdentity[] {
  const initKind = (container: ContainerSpec) => (isSidecar(container) ? 'sidecar' : 'init');
  return [
    ...readGroup(spec?.containers, status?.containerStatuses, () => 'regular'),
    ...readGroup(spec?.initContainers, status?.initContainerStatuses, initKind),
    ...readGroup(spec?.ephemeralContainers, status?.ephemeralContainerStatuses, () => 'ephemeral'),
  ];
}

function readGroup(
  specs: readonly ContainerSpec[] = [],
  statuses: readonly ContainerStatus[] = [],
  kindOf: (spec: ContainerSpec) => ContainerKind,
): ContainerIdentity[] {
  // A trimmed list may have statuses without a spec: they still name containers.
  const unspecified = statuses.filter(({ name }) => !specs.some((spec) => spec.name === name));
  return [...specs, ...unspecified.map(({ name }) => ({ name }))].map((spec) => {
    const containerStatus = statuses.find(({ name }) => name === spec.name);
    return readContainer(spec, kindOf(spec), containerStatus);
  });
}

function readContainer(
  spec: ContainerSpec,
  kind: ContainerKind,
  status: ContainerStatus | undefined,
): ContainerIdentity {
  const { waiting, running, terminated } = status?.state ?? {};
  return {
    name: spec.name,
    kind,
    // The status may give the image's digest instead of the name it was asked for by.
    image: spec.image ?? status?.image ?? '',
    requests: readContainerRequests(spec, status),
    limits: readContainerLimits(spec, status),
    id: parseContainerId(status?.containerID ?? terminated?.containerID),
    state: readState(status),
    reason: (waiting ?? terminated)?.reason,
    exitCode: terminated?.exitCode,
    changedAtMs: parseTime(running?.startedAt ?? terminated?.finishedAt),
    isReady: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    lastTermination: readTermination(status?.lastState?.terminated),
  };
}

function readState(status: ContainerStatus | undefined): ContainerState | undefined {
  const { state } = status ?? {};
  if (state?.running !== undefined) return 'running';
  if (state?.terminated !== undefined) return 'terminated';
  return state?.waiting === undefined ? undefined : 'waiting';
}

function readTermination(terminated: TerminatedState | undefined): Termination | undefined {
  return terminated === undefined
    ? undefined
    : {
        id: parseContainerId(terminated.containerID),
        reason: terminated.reason,
        exitCode: terminated.exitCode,
        finishedAtMs: parseTime(terminated.finishedAt),
      };
}

/** The runtime's id: what stands after the `containerd://`, `docker://` or `cri-o://`. */
export function parseContainerId(text: string | undefined): string | undefined {
  const id = text?.split('://')[1];
  return id === '' ? undefined : id;
}

/** A time of the API server in ms since the epoch; undefined when it is none. */
export function parseTime(text: string | null | undefined): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}
