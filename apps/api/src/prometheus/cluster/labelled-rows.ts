import { renderLabels } from '@kubemonitor/metrics-model';
import type { Entity } from '@kubemonitor/storage';
import type { PodRecord } from '../../directory/pod-record';
import { mapInTurns } from '../../turns/map-in-turns';
import { Stretch } from '../../turns/stretch';
import type { LabelledEntity } from './stored-families';

/** Labels of a pod: its name, or its uid while nobody has named it. */
function podLabels({ namespace, name, uid, node }: PodRecord): Record<string, string | undefined> {
  return name === undefined ? { uid, node } : { namespace, pod: name, node };
}

/**
 * Pods as rows. Of two pods of one name on one node, which would have the same labels, the one
 * heard of last counts. Pods must be in list order.
 */
export async function toPodRows(pods: readonly PodRecord[]): Promise<LabelledEntity[]> {
  return mapInTurns(await lastOfEachName(pods), (pod) =>
    pod.entity === undefined
      ? []
      : [{ entity: pod.entity, labels: Buffer.from(renderLabels(podLabels(pod))) }],
  );
}

/**
 * The containers of pods that the newest report of their pod has, without sandboxes. A
 * container keeps its labels when it restarts, so that restarts make no new series: to a
 * query it is a counter that began anew. One the cluster has not named yet has its id instead.
 * @param withImage as cAdvisor; the kubelet's `/metrics/resource` has no image, and queries tell
 *   the two by that
 */
export async function toContainerRows(
  pods: readonly PodRecord[],
  { withImage }: { readonly withImage: boolean },
): Promise<LabelledEntity[]> {
  return mapInTurns(await lastOfEachName(pods), (pod) => {
    const ofPod = podLabels(pod);
    return newestContainers(pod).map(({ entity, container, image }) => {
      const isNamed = container !== undefined;
      const ownLabels = isNamed
        ? { container, image: withImage ? image : undefined }
        : { name: entity.id };
      return { entity, labels: Buffer.from(renderLabels({ ...ofPod, ...ownLabels })) };
    });
  });
}

interface NamedContainer {
  readonly entity: Entity;
  readonly container: string | undefined;
  readonly image: string | undefined;
}

/** Of two runs of a container in one report the later one. */
function newestContainers(pod: PodRecord): NamedContainer[] {
  const byName = new Map<string, NamedContainer>();
  for (const entity of pod.specContainers()) {
    if (entity.lastTick !== pod.entity?.lastTick) continue;
    const run = pod.runOf(entity.id);
    const key = run?.name ?? `\n${entity.id}`;
    const known = byName.get(key);
    if (known !== undefined && known.entity.firstSeenMs > entity.firstSeenMs) continue;
    byName.set(key, { entity, container: run?.name, image: run?.image });
  }
  return [...byName.values()];
}

async function lastOfEachName(pods: readonly PodRecord[]): Promise<PodRecord[]> {
  const stretch = new Stretch();
  const kept: PodRecord[] = [];
  for (const pod of pods) {
    const before = kept.at(-1);
    const isTwin = before !== undefined && isSamePlace(before, pod);
    if (!isTwin) kept.push(pod);
    else if (heardAt(pod) >= heardAt(before)) kept[kept.length - 1] = pod;
    if (stretch.isDue) await stretch.rest();
  }
  return kept;
}

function isSamePlace(a: PodRecord, b: PodRecord): boolean {
  const isNamed = a.name !== undefined;
  return isNamed && a.name === b.name && a.namespace === b.namespace && a.node === b.node;
}

function heardAt({ entity }: PodRecord): number {
  return entity?.lastSeenMs ?? Number.NEGATIVE_INFINITY;
}
