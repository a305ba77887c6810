import type { Format } from '../output/format';
import { render } from '../output/printer';
import type { Surroundings } from '../surroundings';

/** A fact: its name, how people read it, and its exact value. */
export type Fact = readonly [name: string, text: string, value: unknown];

/** Prints facts about one thing, a line each. */
export async function printFacts(
  facts: readonly Fact[],
  format: Format,
  { stdout }: Surroundings,
): Promise<void> {
  const columns = [
    { title: 'FACT', isNumber: false },
    { title: 'VALUE', isNumber: false },
  ];
  const result = {
    emptyText: '',
    document: Object.fromEntries(facts.map(([name, , value]) => [name, value])),
    table: () => ({ columns, rows: facts.map(([name, text]) => [name, text]) }),
    csv: () => ({
      header: ['fact', 'value'],
      rows: facts.map(([name, , value]) => [name, toCsvValue(value)]),
    }),
  };
  await stdout.write(render(result, format));
}

function toCsvValue(value: unknown): string | number | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join('; ');
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}
