import { medianOfRounds, type QueryMeasure } from './query';

const round = (p50Ms: number, cpuMs: number | undefined): QueryMeasure => ({
  requests: 10,
  p50Ms,
  p99Ms: p50Ms * 2,
  cpuMs,
  bytes: 100,
});

describe('medianOfRounds', () => {
  it('takes the middle of each figure and adds the requests', () => {
    expect(medianOfRounds([round(3, 1), round(1, 9), round(2, 5)])).toEqual({
      requests: 30,
      p50Ms: 2,
      p99Ms: 4,
      cpuMs: 5,
      bytes: 100,
    });
  });

  it('has no CPU where a round has none', () => {
    expect(medianOfRounds([round(1, 1), round(1, undefined)]).cpuMs).toBeUndefined();
  });
});
