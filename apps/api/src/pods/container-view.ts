import type { ReasonCode } from '@kubemonitor/metrics-model';
import type { Entity } from '@kubemonitor/storage';
import type { EntityView } from '../answers/latest-table';
import { nodeShares, promiseShares } from '../answers/share-columns';
import { toTimestamp } from '../directory/describe-pod';
import type { ContainerRun } from '../directory/past-containers';
import type { PodRecord } from '../directory/pod-record';
import type { ClusterView } from '../identity/cluster-view';
import type { ContainerIdentity, Resources, Termination } from '../identity/pod-identity';
import { toMemberBytes } from '../render/table';
import { allocatableOf } from './pod-view';

/** A container of a pod's answer: one that was reported, or one only the cluster knows. */
export interface ContainerRow {
  readonly entity: Entity | undefined;
  /** What the cluster says of the reported container's id; undefined = nothing. */
  readonly run: ContainerRun | undefined;
  /** The container of the spec as it is now; undefined of a run of the past. */
  readonly current: ContainerIdentity | undefined;
}

/** Containers that were reported, under the names their ids have. */
export function toContainerRows(pod: PodRecord, entities: readonly Entity[]): ContainerRow[] {
  const rows = entities.map((entity) => {
    const run = pod.runOf(entity.id);
    return { entity, run, current: run?.current };
  });
  return inOrder(rows);
}

/**
 * The containers a pod has now: those its newest report holds, and those of its spec without
 * one there: not started yet, between two runs, or ended.
 */
export function toCurrentRows(pod: PodRecord, entities: readonly Entity[]): ContainerRow[] {
  const reported = toContainerRows(pod, entities);
  const names = new Set(reported.map(nameOf));
  const silent = pod.identities
    .filter(({ name }) => !names.has(name))
    .map((current) => ({ entity: undefined, run: undefined, current }));
  return inOrder([...reported, ...silent]);
}

/** How the containers of a pod are shown. */
export function createContainerView(
  pod: PodRecord,
  cluster: ClusterView | undefined,
): EntityView<ContainerRow> {
  return {
    scope: 'container',
    keyOf: (row) => nameOf(row) ?? '',
    entityOf: ({ entity }) => entity,
    silenceOf: (row) => explainSilence(pod, row),
    membersOf: (row) => toMemberBytes(describeContainer(row)),
    shares: {
      ...promiseShares(
        ({ current }) => ({ requests: current?.requests, limits: current?.limits }),
        true,
      ),
      ...nodeShares((): Resources | undefined => allocatableOf(cluster, pod)),
    },
    numbers: new Set(),
    numberOf: () => undefined,
    fallbacks: {
      cpu_limit_millicores: ({ current }) => current?.limits.cpuMillicores,
      memory_limit_bytes: ({ current }) => current?.limits.memoryBytes,
    },
  };
}

function explainSilence(pod: PodRecord, { entity, current }: ContainerRow): ReasonCode | undefined {
  if (pod.isFinished) return 'not_running';
  if (entity !== undefined) return undefined;
  return current?.state === 'running' ? 'not_reported' : 'not_running';
}

function describeContainer({ entity, run, current }: ContainerRow): Record<string, unknown> {
  const named = current ?? run;
  return {
    container: named?.name ?? null,
    container_id: entity?.id ?? current?.id ?? null,
    kind: named?.kind,
    image: named?.image === '' ? undefined : named?.image,
    // A run the cluster tells no more of has ended: each name has one running container.
    state: current === undefined && run !== undefined ? 'terminated' : current?.state,
    reason: current === undefined ? run?.termination?.reason : current.reason,
    exit_code: current === undefined ? run?.termination?.exitCode : current.exitCode,
    ready: current?.isReady,
    restarts: current?.restarts,
    last_termination: describeTermination(current?.lastTermination),
    cpu_request_millicores: current?.requests.cpuMillicores,
    memory_request_bytes: current?.requests.memoryBytes,
  };
}

function describeTermination(termination: Termination | undefined): object | undefined {
  if (termination === undefined) return undefined;
  const { reason, exitCode, finishedAtMs } = termination;
  return { reason, exit_code: exitCode, finished_at: toTimestamp(finishedAtMs) };
}

function nameOf({ run, current }: ContainerRow): string | undefined {
  return current?.name ?? run?.name;
}

/** By name, those without one last; runs of one container by the time of their first sample. */
function inOrder(rows: readonly ContainerRow[]): ContainerRow[] {
  const firstSeen = ({ entity }: ContainerRow) => entity?.firstSeenMs ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((a, b) => {
    const [left, right] = [nameOf(a) ?? '\u{10ffff}', nameOf(b) ?? '\u{10ffff}'];
    if (left !== right) return left < right ? -1 : 1;
    return firstSeen(a) - firstSeen(b);
  });
}
