import type { QueryMeasure } from '../measure/query';
import { computeGoals, holds } from './goals';
import type { IngestFigures } from './ingest-rounds';
import type { QueryFigures } from './query-rounds';

function ingest(system: string, wholePerMillion: number, peakMebibytes: number): IngestFigures {
  const peakRssBytes = peakMebibytes * 1_048_576;
  const rest = {
    rounds: [],
    medianPerMillion: 0,
    wireBytesPerSample: 0,
    heldBytesPerSample: 0,
    rssBytes: 0,
  };
  return { system, wholePerMillion, peakRssBytes, ...rest };
}

function query(name: QueryFigures['query'], cpuMs: Record<string, number>): QueryFigures {
  const bySystem = Object.fromEntries(
    Object.entries(cpuMs).map(([system, ms]): [string, QueryMeasure] => [
      system,
      { requests: 1, p50Ms: ms, p99Ms: ms, cpuMs: ms, bytes: 0 },
    ]),
  );
  return { query: name, what: name, bySystem };
}

describe('computeGoals', () => {
  const systems = [
    ingest('kubemonitor', 0.2, 400),
    ingest('VictoriaMetrics', 2, 500),
    ingest('Prometheus', 4, 1_000),
  ];

  it('compares ingest with each peer', () => {
    const [toVictoria, toPrometheus, ...memory] = computeGoals(systems, []);
    expect(toVictoria.ratio).toBeCloseTo(0.1);
    expect(holds(toVictoria)).toBe(true);
    expect(toPrometheus.ratio).toBeCloseTo(0.05);
    expect(holds(toPrometheus)).toBe(false);
    expect(memory.map(({ ratio }) => ratio)).toEqual([0.8, 0.4]);
  });

  it('leaves out a peer that was not run', () => {
    const lines = computeGoals(systems.slice(0, 2), []);
    expect(lines.map(({ row }) => row)).toEqual(['1', '6']);
  });

  it('compares a query with the better peer', () => {
    const q3 = query('q3', { kubemonitor: 0.3, VictoriaMetrics: 0.6, Prometheus: 0.5 });
    const line = computeGoals(systems, [q3]).at(-1);
    expect(line?.what).toBe('q3, to Prometheus');
    expect(line?.ratio).toBeCloseTo(0.6);
  });

  it('takes a page for itself', () => {
    const line = computeGoals(systems, [query('page', { kubemonitor: 0.8 })]).at(-1);
    expect(line).toMatchObject({ row: '7', own: 0.8, ratio: undefined, most: 1 });
    expect(line === undefined ? undefined : holds(line)).toBe(true);
  });
});
