import { missingReason, numberOf, reasonOf, type MeasuredItem } from './measured';

describe('numberOf', () => {
  it.each([
    [{ a: 1 }, 1],
    [{ a: 0 }, 0],
    [{ a: null }, null],
    [{ a: 'x' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (row, expected) => {
    expect(numberOf(row, 'a')).toBe(expected);
  });

  it('of nothing is undefined', () => {
    expect(numberOf(undefined, 'a')).toBeUndefined();
  });
});

describe('reasonOf', () => {
  it('is what the answer says', () => {
    expect(reasonOf({ missing: { cpu_millicores: 'first_sample' } }, 'cpu_millicores')).toBe(
      'first_sample',
    );
  });

  it('is that of the part where a share has none', () => {
    const row = { cpu_millicores: null, missing: { cpu_millicores: 'gap' } };
    expect(reasonOf(row, 'cpu_limit_percent')).toBe('gap');
  });

  it('is that nothing is set where the part is there', () => {
    expect(reasonOf({ age_seconds: 1, ...{ cpu_millicores: 5 } }, 'cpu_limit_percent')).toBe(
      'no_limit',
    );
    expect(reasonOf({ age_seconds: 1, ...{ memory_bytes: 5 } }, 'memory_request_percent')).toBe(
      'no_request',
    );
  });

  it('is not known else', () => {
    expect(reasonOf({}, 'restarts')).toBeUndefined();
    expect(reasonOf({ age_seconds: 1, ...{ cpu_millicores: 5 } }, 'cpu_percent')).toBeUndefined();
  });
});

describe('missingReason', () => {
  it.each<[missing: MeasuredItem['missing'], field: string, reason: string]>([
    [{ network_rx_bytes: 'host_network' }, 'network_rx_bytes', 'host_network'],
    [{}, 'network_rx_bytes', 'not_collected'],
    [{ cpu_millicores: 'first_sample' }, 'cpu_limit_percent', 'first_sample'],
    [{}, 'cpu_limit_percent', 'no_limit'],
    [{ cpu_millicores: 'first_sample' }, 'memory_request_percent', 'no_request'],
  ])('with %j of %s says %s', (missing, field, reason) => {
    expect(missingReason({ missing }, field)).toBe(reason);
  });
});
