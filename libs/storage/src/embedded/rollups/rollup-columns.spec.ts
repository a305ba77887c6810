import type { TableName } from '../window';
import { columnsOf } from './field-columns';
import { rollupTableOf } from './rollup-columns';

const TABLES: TableName[] = ['node', 'pod', 'container', 'cgroup', 'namespace', 'workload'];

function columnsNamed(table: TableName, field: string): string[] {
  return rollupTableOf(table).names.filter((name) => name.startsWith(`${field}.`));
}

describe('rollupTableOf', () => {
  it('begins with what all fields of an entity share', () => {
    expect(rollupTableOf('pod').names.slice(0, 2)).toEqual(['elapsed_seconds', 'intervals']);
  });

  it.each([
    ['pod', 'memory_bytes', ['sum', 'count', 'min', 'max', 'sketch']],
    ['pod', 'pids', ['sum', 'count', 'min', 'max']],
    ['pod', 'cpu_millicores', ['part', 'whole', 'count', 'min', 'max', 'sketch']],
    ['pod', 'cpu_throttled_ratio', ['part', 'whole', 'count', 'min', 'max']],
    ['pod', 'network_rx_bytes', ['last']],
    ['node', 'memory_used_bytes', ['sum', 'count', 'min', 'max']],
    // Sums are stored as values of their own, rates too.
    ['namespace', 'cpu_millicores', ['sum', 'count', 'min', 'max', 'sketch']],
  ] as const)('keeps of %s %s %j', (table, field, parts) => {
    expect(columnsNamed(table, field)).toEqual(parts.map((part) => `${field}.${part}`));
  });

  it.each(TABLES)(
    'gives each column of %s a name of its own, those of a field in a row',
    (table) => {
      const { names, fields } = rollupTableOf(table);
      expect(new Set(names).size).toBe(names.length);
      for (const { field, column, shape, sketch } of fields) {
        const own = names.slice(column, column + columnsOf(shape));
        expect(own.every((name) => name.startsWith(`${field.name}.`))).toBe(true);
        if (sketch !== undefined) expect(names[sketch]).toBe(`${field.name}.sketch`);
      }
    },
  );
});
