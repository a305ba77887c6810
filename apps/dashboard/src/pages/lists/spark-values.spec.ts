import { sparkStep, toSparkValues } from './spark-values';

describe('sparkStep', () => {
  it.each([
    [5, 1],
    [900, 30],
    [86_400, 2_880],
  ])('of %d s is %d s', (seconds, step) => {
    expect(sparkStep(seconds)).toBe(step);
  });
});

describe('toSparkValues', () => {
  const at = (second: number, cpu: number | null) => ({
    timestamp: new Date(second * 1_000).toISOString(),
    cpu_millicores: cpu,
  });

  it('has a gap where a step is left out or has no value', () => {
    const samples = [at(0, 5), at(30, null), at(120, 7)];
    expect(toSparkValues(samples, 'cpu_millicores', 30)).toEqual([5, null, null, null, 7]);
  });

  it('of nothing is empty', () => {
    expect(toSparkValues([], 'cpu_millicores', 30)).toEqual([]);
  });
});
