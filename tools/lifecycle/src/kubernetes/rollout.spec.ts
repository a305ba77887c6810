import { readProgress } from './rollout';

const deployment = (status: object, replicas = 2) => ({
  kind: 'Deployment',
  metadata: { name: 'api', generation: 3 },
  spec: { replicas },
  status: { observedGeneration: 3, ...status },
});

it.each([
  ['complete', { replicas: 2, updatedReplicas: 2, availableReplicas: 2 }, true],
  ['an old pod still ends', { replicas: 3, updatedReplicas: 2, availableReplicas: 2 }, false],
  ['not yet available', { replicas: 2, updatedReplicas: 2, availableReplicas: 1 }, false],
  ['not yet seen', { observedGeneration: 2, updatedReplicas: 2, availableReplicas: 2 }, false],
  ['nothing yet', {}, false],
])('Deployment: %s', (_, status, isDone) => {
  expect(readProgress(deployment(status)).isDone).toBe(isDone);
});

it('a DaemonSet is done when every node that wants a pod has a new one', () => {
  const status = { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 2 };
  const daemonSet = { kind: 'DaemonSet', metadata: { name: 'collector' }, status };
  expect(readProgress(daemonSet)).toEqual({
    isDone: false,
    text: 'DaemonSet collector: 3 of 3 updated, 2 available',
  });
  expect(readProgress({ ...daemonSet, status: { ...status, numberAvailable: 3 } }).isDone).toBe(
    true,
  );
});
