import type { ChartSeries } from './chart-data';
import { makeModel } from './plot-model';
import { readOut } from './read-out';

const AT = new Date(2026, 10, 23, 14, 5, 30).getTime();

const web: ChartSeries = {
  key: 'web',
  label: 'web',
  timestamps: [AT, AT + 15_000],
  values: [250, null],
  min: [100, null],
  max: [1_500, null],
};

/** The cursor at a time; what is a second from it is near. */
function near(timeMs: number) {
  return { timeMs, reachMs: 1_000 };
}

describe('readOut', () => {
  const marks = [{ atMs: AT + 14_000, label: 'web', kind: 'oom' as const }];
  const model = makeModel({ unit: 'millicores', series: [web], marks }, new Set());

  it('says time, value and range', () => {
    expect(readOut(model, 0, 'millicores', near(AT))).toBe(
      '2026-11-23 14:05:30; web: 250m (100m to 1.5\u00A0cores)',
    );
  });

  it('says what is missing and what happened', () => {
    expect(readOut(model, 1, 'millicores', near(AT + 15_000))).toBe(
      '2026-11-23 14:05:45; web: no value; Out of memory kill: web',
    );
  });

  it('says nothing of hidden series, and nothing beyond the ends', () => {
    const hidden = makeModel({ unit: 'millicores', series: [web] }, new Set(['web']));
    expect(readOut(hidden, 0, 'millicores', near(AT))).toBe('2026-11-23 14:05:30');
    expect(readOut(model, 2, 'millicores', near(AT))).toBe('');
  });
});
