import { UsageError } from '../bench-error';
import { readOptions } from '../options';
import { toShape } from './cluster-options';
import { toComparisonPlan } from './comparison-options';
import { PEERS_OPTIONS } from './peers';

describe('toComparisonPlan', () => {
  const plan = (...args: string[]) => {
    const options = readOptions(PEERS_OPTIONS, args);
    return toComparisonPlan(options, toShape(options), options.ticks, undefined);
  };

  it('compares with all, on the disk, unless told otherwise', () => {
    const { engines, server } = plan('--rounds', '6');
    expect(server.store).toBe('disk');
    expect(engines).toEqual([
      { name: 'victoria-metrics', rounds: 6 },
      { name: 'prometheus', rounds: 6 },
    ]);
  });

  it('leaves engines out, or gives Prometheus the last rounds only', () => {
    expect(plan('--peers', 'none').engines).toEqual([]);
    const { engines } = plan('--peers', 'prometheus', '--rounds', '6', '--prometheus-rounds', '2');
    expect(engines).toEqual([{ name: 'prometheus', rounds: 2 }]);
  });

  it('sends whole rounds, and keeps all of them in memory', () => {
    // 100 ticks in 3 rounds of 33; 100 + 10 ticks of 5 s and an hour to spare are kept.
    const { ticksPerRound, server } = plan('--ticks', '100');
    expect(ticksPerRound).toBe(33);
    expect(server.retentionSeconds).toBe(4_150);
  });

  it('refuses more rounds than ticks', () => {
    expect(() => plan('--ticks', '4', '--rounds', '5')).toThrow(UsageError);
  });
});
