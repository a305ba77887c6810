import type { Entity } from '@kubemonitor/storage';
import { OwnerIndex } from '../identity/owners';
import type { PodIdentity } from '../identity/pod-identity';
import { readPod } from '../identity/read-pod';
import { PodRecord } from './pod-record';

/** A container the store has samples of; `sandbox` as the collector told it. */
function createContainer(id: string, sandbox: boolean | null): Entity {
  return {
    scope: 'container',
    node: 'n1',
    id,
    parent: undefined,
    firstSeenMs: 0,
    lastSeenMs: 0,
    lastTick: 0,
    traits: { sandbox },
  };
}

/** A pod whose one container has the id `id`; undefined = it has not run yet. */
function podWith(id: string | undefined): PodIdentity {
  const containerID = id === undefined ? undefined : `containerd://${id}`;
  const pod = readPod(
    {
      metadata: { uid: 'u', namespace: 'batch', name: 'once' },
      status: { containerStatuses: [{ name: 'app', containerID }] },
    },
    new OwnerIndex(),
  );
  if (pod === undefined) throw new Error('the pod has no name');
  return pod;
}

describe('specContainers', () => {
  let record: PodRecord;

  beforeEach(() => {
    record = new PodRecord(undefined, undefined);
    record.containers.add(createContainer('app-1', null));
    record.containers.add(createContainer('pause-1', null));
    record.containers.add(createContainer('pause-2', true));
  });

  const idsOf = () => record.specContainers().map(({ id }) => id);

  it('shows what may be a container while the cluster has not named the pod', () => {
    expect(idsOf()).toEqual(['app-1', 'pause-1']);
  });

  it('takes what the cluster does not name for the sandbox, once all others are named', () => {
    record.identity = podWith(undefined);
    expect(idsOf()).toEqual(['app-1', 'pause-1']);
    record.identity = podWith('app-1');
    expect(idsOf()).toEqual(['app-1']);
  });

  it('shows a new run the cluster has not told of yet', () => {
    record.identity = podWith('app-1');
    record.containers.add(createContainer('app-2', false));
    expect(idsOf()).toEqual(['app-1', 'app-2']);
  });
});

describe('runs', () => {
  it('has a run once that both the store has kept and the cluster tells of', () => {
    const record = new PodRecord(undefined, undefined);
    const kept = { name: 'app', kind: 'regular', image: '', current: undefined } as const;
    record.recall({ ...kept, id: 'app-1', termination: undefined });
    record.recall({ ...kept, id: 'app-2', termination: undefined });
    record.identity = podWith('app-2');
    expect(record.runs.map(({ id, current }) => [id, current?.name])).toEqual([
      ['app-2', 'app'],
      ['app-1', undefined],
    ]);
  });
});
