import type { ContainerIdentity, PodIdentity, Termination } from '../pod-identity';
import type { SharedValues } from './shared-values';

/**
 * The same pod in as little memory as can be: what it has in common with others is shared
 * with them, and no text holds on to a longer one it was cut from.
 */
export function compactPod(pod: PodIdentity, values: SharedValues): PodIdentity {
  return {
    ...pod,
    namespace: values.text(pod.namespace),
    node: values.text(pod.node),
    labels: values.object(pod.labels),
    workload: values.object(pod.workload),
    qos: values.text(pod.qos),
    phase: values.text(pod.phase),
    status: values.text(pod.status),
    requests: values.object(pod.requests),
    limits: values.object(pod.limits),
    containers: pod.containers.map((container) => compactContainer(container, values)),
  };
}

function compactContainer(container: ContainerIdentity, values: SharedValues): ContainerIdentity {
  return {
    ...container,
    name: values.text(container.name),
    image: values.text(container.image),
    requests: values.object(container.requests),
    limits: values.object(container.limits),
    id: toOwnText(container.id),
    reason: values.text(container.reason),
    lastTermination: compactTermination(container.lastTermination, values),
  };
}

function compactTermination(
  termination: Termination | undefined,
  values: SharedValues,
): Termination | undefined {
  if (termination === undefined) return undefined;
  const { id, reason } = termination;
  return { ...termination, id: toOwnText(id), reason: values.text(reason) };
}

/** V8 keeps a cut text as a pointer into the whole one (`containerd://…`): a copy does not. */
function toOwnText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text).toString();
}
