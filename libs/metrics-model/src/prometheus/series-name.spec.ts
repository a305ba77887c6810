import { METRICS, metricsOf } from '../metrics/catalogue';
import { SCOPES } from '../metrics/metric';
import { seriesNamesOf, type SeriesName } from './series-name';

const identityOf = ({ name, labels = {} }: SeriesName) => JSON.stringify([name, labels]);

describe.each(SCOPES)('the Prometheus names of scope %s', (scope) => {
  const names = seriesNamesOf(scope);

  it('name every stored metric', () => {
    expect(metricsOf(scope).filter(({ name }) => names[name] === undefined)).toEqual([]);
  });

  it('are told apart', () => {
    const identities = metricsOf(scope).map(({ name }) => identityOf(names[name]));
    expect(new Set(identities).size).toBe(identities.length);
  });

  it('are legal, and without units that are no base units', () => {
    for (const { name } of Object.values(names)) {
      expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9_]*$/);
      expect(name).not.toMatch(/milli|micro|percent/);
    }
  });

  it('divide what is not stored in base units', () => {
    for (const [metric, { divisor = 1 }] of Object.entries(names)) {
      const wanted = /_microseconds$/.test(metric)
        ? 1_000_000
        : /_milliseconds$|_millicores$/.test(metric)
          ? 1_000
          : 1;
      expect([metric, divisor]).toEqual([metric, wanted]);
    }
  });
});

describe('the names of scopes', () => {
  const namesOf = (scope: 'node' | 'pod' | 'container') =>
    metricsOf(scope).map(({ name }) => seriesNamesOf(scope)[name].name);

  it('do not overlap, so that no sum counts a pod and its containers', () => {
    const all = [...namesOf('node'), ...namesOf('pod'), ...namesOf('container')];
    const unique = (['node', 'pod', 'container'] as const).flatMap((scope) => [
      ...new Set(namesOf(scope)),
    ]);
    expect(new Set(all).size).toBe(unique.length);
  });

  it.each([
    ['container', 'cpu_usage_microseconds', 'container_cpu_usage_seconds_total'],
    ['container', 'memory_bytes', 'container_memory_working_set_bytes'],
    ['pod', 'memory_bytes', 'pod_memory_working_set_bytes'],
    ['pod', 'network_rx_dropped', 'container_network_receive_packets_dropped_total'],
    ['node', 'memory_available_bytes', 'node_memory_MemAvailable_bytes'],
    ['node', 'network_tx_errors', 'node_network_transmit_errs_total'],
  ] as const)('call %s %s %s', (scope, metric, name) => {
    expect(seriesNamesOf(scope)[metric].name).toBe(name);
  });

  it('know no metric that is not in the catalogue', () => {
    const known = new Set(METRICS.map(({ name }) => name));
    for (const scope of SCOPES) {
      expect(Object.keys(seriesNamesOf(scope)).filter((name) => !known.has(name))).toEqual([]);
    }
  });
});
