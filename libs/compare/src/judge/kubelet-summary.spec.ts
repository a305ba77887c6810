import { toMeasuredNode } from './kubelet-summary';

const time = '2026-01-01T00:00:10Z';
const atMs = Date.parse(time);

it('reads a summary; what is absent stays absent', () => {
  const { pods, ...node } = toMeasuredNode({
    node: {
      nodeName: 'n',
      cpu: { time, usageNanoCores: 2_500_000 },
      memory: { time },
      network: { time, rxBytes: 1, txBytes: 2, interfaces: [{ name: 'eth0' }, { name: 'cni0' }] },
    },
    pods: [
      {
        podRef: { name: 'p', namespace: 'a' },
        network: { time, rxBytes: 10, txBytes: 20, interfaces: [{ name: 'eth0' }] },
        containers: [{ name: 'c', memory: { time, workingSetBytes: 4_096 } }],
      },
    ],
  });
  // Its two interfaces count the same bytes: they say nothing about the physical one.
  expect(node).toEqual({ name: 'n', cpu: { atMs, value: 2.5 } });
  expect(pods).toEqual([
    {
      namespace: 'a',
      name: 'p',
      rx: { atMs, value: 10 },
      tx: { atMs, value: 20 },
      containers: new Map([['c', { memory: { atMs, value: 4_096 } }]]),
    },
  ]);
});
