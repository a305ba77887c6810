import { listGoals, listInterferenceGoals, type GoalSources } from './goal-rows';
import { judge, type GoalLine } from './goals';
import type { IngestFigures } from './ingest-rounds';
import type { QueryFigures } from './query-rounds';

const NOTHING: GoalSources = {
  ...{ ingest: [], peakRssBytes: {}, storage: [], queries: [], live: [], recovery: [] },
  naive: undefined,
};

function ingest(system: string, perMillion: number, written: number): IngestFigures {
  return {
    ...{ system, rounds: [], medianPerMillion: 0, wholePerMillion: perMillion },
    ...{ wireBytesPerSample: 0, samples: 1, rssBytes: 0, rssBytesPerSample: 2 },
    writtenBytesPerSample: written,
  };
}

function query(name: QueryFigures['query'], cpuMs: Record<string, number>): QueryFigures {
  const bySystem = Object.fromEntries(
    Object.entries(cpuMs).map(([system, ms]) => [
      system,
      { requests: 1, p50Ms: ms, p99Ms: ms, cpuMs: ms, bytes: 0 },
    ]),
  );
  return { query: name, what: 'pods', bySystem };
}

/** Row, peer and verdict of each. */
const brief = (lines: readonly GoalLine[]) =>
  lines.map((line) => [line.row, line.peer, judge(line)]);

describe('listGoals', () => {
  it('is empty when nothing was measured', () => {
    expect(listGoals(NOTHING)).toEqual([]);
  });

  it('compares taking in, memory and writing with each peer', () => {
    const sources = {
      ...NOTHING,
      ingest: [
        ingest('kubemonitor', 0.2, 3),
        ingest('VictoriaMetrics', 1.6, 6),
        ingest('Prometheus', 6, 9),
      ],
      peakRssBytes: { kubemonitor: 100, VictoriaMetrics: 200, Prometheus: 300 },
    };
    expect(brief(listGoals(sources))).toEqual([
      ['1', 'VictoriaMetrics', 'holds'],
      ['1', 'Prometheus', 'holds'],
      ['6', 'VictoriaMetrics', 'stretch'],
      ['6', 'Prometheus', 'misses'],
      ['14', 'VictoriaMetrics', 'holds'],
    ]);
  });

  it('compares with the naive server', () => {
    const naive = {
      ...{ nodes: 1, ticks: 1, requests: 1, requestsPerSecond: 1, wireBytesPerSample: 1 },
      ...{ cpuPerMillion: 30, rssBytesPerSample: 100, recordsAfterRestart: 0 },
    };
    const lines = listGoals({ ...NOTHING, ingest: [ingest('kubemonitor', 0.2, 3)], naive });
    expect(brief(lines)).toEqual([
      ['2', 'naive', 'holds'],
      ['2', 'naive', 'misses'],
    ]);
  });

  it('takes the block Prometheus would make in place of its log', () => {
    const one = {
      ...{ samples: 1, beforeCompactionPerSample: 9, parts: {} },
      ...{ rollupBytesPerSample: undefined, sealedBytesPerSample: undefined },
    };
    const storage = [
      { ...one, system: 'kubemonitor', diskBytesPerSample: 0.6, blockBytesPerSample: undefined },
      { ...one, system: 'VictoriaMetrics', diskBytesPerSample: 1, blockBytesPerSample: undefined },
      { ...one, system: 'Prometheus', diskBytesPerSample: 9, blockBytesPerSample: 1.5 },
    ];
    expect(brief(listGoals({ ...NOTHING, storage }))).toEqual([
      ['5', 'VictoriaMetrics', 'stretch'],
      ['5', 'Prometheus', 'holds'],
    ]);
  });

  it('compares deployments with VictoriaMetrics and the rest with the better peer', () => {
    const cpu = { kubemonitor: 10, VictoriaMetrics: 50, Prometheus: 2_000 };
    const queries = [query('q1b', cpu), query('q5', cpu), query('page', { kubemonitor: 0.9 })];
    expect(brief(listGoals({ ...NOTHING, queries }))).toEqual([
      ['7', 'VictoriaMetrics', 'misses'],
      ['7', undefined, 'holds'],
      ['9', 'VictoriaMetrics', 'misses'],
    ]);
  });

  it('wants nothing lost and a short restart', () => {
    const one = { answerSeconds: 1, cpuSeconds: 1, points: 60, missing: 0, different: 0 };
    const recovery = [
      { ...one, system: 'kubemonitor', rightSeconds: 1 },
      { ...one, system: 'Prometheus', rightSeconds: 25, missing: 5 },
    ];
    expect(brief(listGoals({ ...NOTHING, recovery }))).toEqual([
      ['13', undefined, 'holds'],
      ['13', 'Prometheus', 'holds'],
    ]);
  });
});

describe('listInterferenceGoals', () => {
  it('compares the p99 and bounds blocks', () => {
    const small = { requests: 1, p50Ms: 1, worstMs: 9, worstOwnDelayMs: 0, lists: 0 };
    const alone = { ...small, p99Ms: 2, blockMs: 8 };
    const withLists = { ...small, p99Ms: 4, blockMs: 9 };
    expect(listInterferenceGoals({ alone, withLists }).map(judge)).toEqual(['misses', 'holds']);
  });
});
