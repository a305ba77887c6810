import { parseDuration, toResourceMetrics } from './metrics-server';

describe('parseDuration', () => {
  it.each([
    ['14.9s', 14_900],
    ['1m0.5s', 60_500],
    ['500ms', 500],
    ['1h', 3_600_000],
    ['', undefined],
    ['ten seconds', undefined],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

it('reads nodes and containers of metrics.k8s.io with their times and windows', () => {
  const timestamp = '2026-01-01T00:00:10Z';
  const atMs = Date.parse(timestamp);
  const usage = { cpu: '1500000n', memory: '4Ki' };
  const metrics = toResourceMetrics(
    { items: [{ metadata: { name: 'n' }, timestamp, window: '10s', usage }] },
    {
      items: [
        {
          metadata: { name: 'p', namespace: 'a' },
          timestamp,
          window: '15s',
          containers: [{ name: 'c', usage }],
        },
      ],
    },
  );
  const memory = { atMs, value: 4_096 };
  expect(metrics.nodes.get('n')).toEqual({ cpu: { atMs, value: 1.5, windowMs: 10_000 }, memory });
  expect(metrics.pods).toEqual([
    {
      namespace: 'a',
      name: 'p',
      containers: new Map([['c', { cpu: { atMs, value: 1.5, windowMs: 15_000 }, memory }]]),
    },
  ]);
});
