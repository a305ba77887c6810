import { COUNTER_LOADS, judgeCounterLoad, judgeCpuLoad, parseRoundLog } from './judge-load';

const START = Date.parse('2026-01-01T00:00:00Z');
const MIB = 1_048_576;

function points(field: string, values: readonly number[]) {
  return values.map((value, index) => ({
    timestamp: new Date(START + index * 5_000).toISOString(),
    [field]: value,
  }));
}

it('reads a log with times, and skips what is none of its lines', () => {
  expect(parseRoundLog('2026-01-01T00:00:01.5Z 3\nnoise\n2026-01-01T00:00:02Z 4\n')).toEqual([
    { atMs: START + 1_500, rounds: 3 },
    { atMs: START + 2_000, rounds: 4 },
  ]);
});

it('wants 200 millicores ± 5 % of a load that spins at a limit of 200', () => {
  const judge = (value: number) =>
    judgeCpuLoad(points('cpu_millicores', [value, value, value, value]));
  expect([190, 210].map((value) => judge(value).state)).toEqual(['ok', 'ok']);
  expect([189, 211].map((value) => judge(value).state)).toEqual(['off', 'off']);
  expect(judgeCpuLoad([]).state).toBe('skipped');
});

it('holds a counter to what the log says was done between two readings', () => {
  // One round a second: 15 between the first and the last of four readings.
  const log = Array.from({ length: 20 }, (_, at) => ({ atMs: START + at * 1_000, rounds: at }));
  const judge = (increase: number) =>
    judgeCounterLoad(COUNTER_LOADS[1], points('network_rx_bytes', [0, 0, 0, increase]), log).state;
  // 15 MiB, 10 % more for headers at most, and two rounds of 1 MiB at the edges.
  expect([13 * MIB, 18.5 * MIB].map(judge)).toEqual(['ok', 'ok']);
  expect([12.9 * MIB, 18.6 * MIB].map(judge)).toEqual(['off', 'off']);
});
