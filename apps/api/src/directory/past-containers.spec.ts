import type { ContainerStatus } from '../identity/kubernetes-objects';
import { OwnerIndex } from '../identity/owners';
import type { PodIdentity } from '../identity/pod-identity';
import { readPod } from '../identity/read-pod';
import { PastContainers, runsOf } from './past-containers';

const metadata = { uid: 'u', namespace: 'shop', name: 'web-0' };

/** A pod whose `app` has the container `id`, and had `before`. */
function podWith(id: string | undefined, before?: string): PodIdentity {
  const status: ContainerStatus = {
    name: 'app',
    image: 'app:1',
    containerID: id === undefined ? undefined : `containerd://${id}`,
    state: { running: {} },
    lastState:
      before === undefined
        ? {}
        : { terminated: { reason: 'Error', exitCode: 1, containerID: `containerd://${before}` } },
  };
  const pod = readPod({ metadata, status: { containerStatuses: [status] } }, new OwnerIndex());
  if (pod === undefined) throw new Error('the pod has no name');
  return pod;
}

describe('runsOf', () => {
  it('has the container that runs, and the one before with how it ended', () => {
    const [container] = podWith('b', 'a').containers;
    expect(runsOf(container)).toEqual([
      {
        id: 'b',
        name: 'app',
        kind: 'regular',
        image: 'app:1',
        current: container,
        termination: undefined,
      },
      {
        id: 'a',
        name: 'app',
        kind: 'regular',
        image: 'app:1',
        current: undefined,
        termination: { id: 'a', reason: 'Error', exitCode: 1, finishedAtMs: undefined },
      },
    ]);
  });

  it('has one run of a container that waits to run again, none of one that never ran', () => {
    expect(podWith('a', 'a').containers.flatMap(runsOf)).toMatchObject([{ id: 'a' }]);
    expect(podWith(undefined).containers.flatMap(runsOf)).toEqual([]);
  });
});

describe('PastContainers', () => {
  const nobody = () => false;

  it('keeps what the cluster has forgotten, with how it ended', () => {
    const past = new PastContainers();
    past.remember(podWith('a'), podWith('b', 'a'), nobody);
    expect(past.find('a')).toBeUndefined();
    past.remember(podWith('b', 'a'), podWith('c', 'b'), nobody);
    expect(past.find('a')).toMatchObject({
      name: 'app',
      current: undefined,
      termination: { reason: 'Error' },
    });
    expect(past.find('b')).toBeUndefined();
    past.forget('a');
    expect(past.find('a')).toBeUndefined();
  });

  it('keeps all with samples, and the newest sixteen without', () => {
    const past = new PastContainers();
    const isFirst = (id: string) => id === 'c0';
    for (let run = 0; run < 40; run += 1) {
      past.remember(podWith(`c${run}`), podWith(`c${run + 1}`), isFirst);
    }
    const kept = Array.from({ length: 40 }, (_, run) => `c${run}`).filter((id) => past.find(id));
    expect(kept).toEqual(['c0', ...Array.from({ length: 16 }, (_, index) => `c${index + 24}`)]);
  });
});
