import type { ContainerKind } from '../identity/pod-identity';
import type { ContainerRun } from './past-containers';
import type { GivenName, PodRecord } from './pod-record';

/** What is kept with a pod's samples, as JSON: who it was, when nobody else knows any more. */
interface KeptPod {
  readonly namespace: string;
  readonly pod: string;
  readonly uid?: string;
  readonly workload: { readonly kind: string; readonly name: string };
}

/** What is kept with a container's samples. */
interface KeptContainer {
  readonly container: string;
  readonly kind: ContainerKind;
  readonly image: string;
  /** How the run ended, once that is known. */
  readonly end?: { readonly reason?: string; readonly exit_code?: number; readonly at?: number };
}

/** Who a pod is, for the store to keep with its samples; undefined while it has no name. */
export function encodePodName(record: PodRecord): Uint8Array | undefined {
  const { namespace, name, uid, workload } = record;
  if (namespace === undefined || name === undefined || workload === undefined) return undefined;
  const kept: KeptPod = {
    namespace,
    pod: name,
    uid,
    workload: { kind: workload.kind, name: workload.name },
  };
  return Buffer.from(JSON.stringify(kept));
}

/** The name a pod was kept under; undefined where none was, or it cannot be read. */
export function decodePodName(bytes: Uint8Array | undefined): GivenName | undefined {
  const kept = parse<KeptPod>(bytes);
  if (typeof kept?.pod !== 'string' || typeof kept.namespace !== 'string') return undefined;
  const { namespace, pod, uid, workload } = kept;
  return { namespace, name: pod, uid, workload };
}

/** Which container of its pod a run is, for the store to keep with its samples. */
export function encodeContainerName({ name, kind, image, termination }: ContainerRun): Uint8Array {
  const kept: KeptContainer = {
    container: name,
    kind,
    image,
    end: termination && {
      reason: termination.reason,
      exit_code: termination.exitCode,
      at: termination.finishedAtMs,
    },
  };
  return Buffer.from(JSON.stringify(kept));
}

/** The run of the container `id` as it was kept; undefined where none was. */
export function decodeContainerName(
  id: string,
  bytes: Uint8Array | undefined,
): ContainerRun | undefined {
  const kept = parse<KeptContainer>(bytes);
  if (typeof kept?.container !== 'string') return undefined;
  const { container, kind, image, end } = kept;
  const termination = end && {
    id,
    reason: end.reason,
    exitCode: end.exit_code,
    finishedAtMs: end.at,
  };
  return { id, name: container, kind, image, current: undefined, termination };
}

/** The store checks what it keeps; what another version has kept is as if it were not there. */
function parse<T>(bytes: Uint8Array | undefined): T | undefined {
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
  } catch {
    return undefined;
  }
}
