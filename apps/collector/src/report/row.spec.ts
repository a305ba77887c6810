import { Fields, Row, computeRowSum } from './row';

const CONTAINER = new Fields('container');

describe('Fields', () => {
  it('leaves out what collectors never send', () => {
    expect(new Fields('node').columnOf('cpu_millicores')).toBeUndefined();
    expect(new Fields('pod').columnOf('network_rx_bytes')).toBeDefined();
    expect(CONTAINER.columnOf('network_rx_bytes')).toBeUndefined();
  });
});

describe('Row', () => {
  it.each<[string, number | undefined, number | null, string]>([
    ['a number', 5, 5, ''],
    ['zero, which is a value', 0, 0, ''],
    ['the largest number', 9_007_199_254_740_991, 9_007_199_254_740_991, ''],
    ['a number above', 9_007_199_254_740_992, null, 'overflow'],
    ['infinity', Infinity, null, 'overflow'],
    ['a negative number', -1, null, 'malformed'],
    ['no number', Number.NaN, null, 'malformed'],
    ['nothing', undefined, null, 'controller_missing'],
  ])('takes %s', (_, value, held, reason) => {
    const row = new Row(CONTAINER);

    row.set('pids', value, 'controller_missing');

    expect(row.get('pids')).toBe(held);
    if (held === null) expect(row.reasonOf('pids')).toBe(reason);
  });

  it('takes max for no limit', () => {
    const row = new Row(CONTAINER);

    row.setLimit('pids_limit', 100);
    expect(row.get('pids_limit')).toBe(100);
    row.setLimit('pids_limit', 'max');
    expect(row.get('pids_limit')).toBeNull();
    expect(row.reasonOf('pids_limit')).toBe('no_limit');
  });

  it('ignores metrics its scope does not have', () => {
    const row = new Row(CONTAINER);

    row.set('network_rx_bytes', 5);
    row.lose('network_rx_bytes', 'no_process');

    expect(row.get('network_rx_bytes')).toBeNull();
    expect(row.values).toHaveLength(CONTAINER.names.length);
  });
});

describe('computeRowSum', () => {
  it('adds up columns, and is absent where a part is, for its reason', () => {
    const [one, two, total] = [new Row(CONTAINER), new Row(CONTAINER), new Row(new Fields('pod'))];
    one.set('pids', 2);
    two.set('pids', 3);
    one.set('memory_limit_bytes', 100);
    two.lose('memory_limit_bytes', 'no_limit');
    total.set('network_rx_bytes', 7);

    computeRowSum(total, [one, two]);

    expect(total.get('pids')).toBe(5);
    expect(total.get('memory_limit_bytes')).toBeNull();
    expect(total.reasonOf('memory_limit_bytes')).toBe('no_limit');
    expect(total.get('network_rx_bytes')).toBe(7);
  });
});
