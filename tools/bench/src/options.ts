import { parseArgs } from 'node:util';
import { describeEnvironment, type Environment, type EnvironmentSchema } from '@kubemonitor/config';
import { UsageError } from './bench-error';

/**
 * Reads `--name value` pairs by a schema of variables, as the apps read their environment.
 * @throws UsageError naming every fault
 */
export function readOptions<S extends EnvironmentSchema>(
  schema: S,
  args: readonly string[],
): Environment<S> {
  const written = parse(schema, args);
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { fallback, read, expects }] of Object.entries(schema)) {
    const text = written[name] ?? fallback;
    values[name] = text === undefined ? undefined : read(text);
    if (text !== undefined && values[name] === undefined) {
      faults.push(`--${name} "${text}" is not ${expects}`);
    }
  }
  if (faults.length > 0) throw new UsageError(faults.join('; '));
  return values as Environment<S>;
}

/** The options as lines for `--help`: name, description, what is expected, default. */
export function describeOptions(schema: EnvironmentSchema): string {
  const dashed = Object.entries(schema).map(([name, option]) => [`--${name}`, option] as const);
  return describeEnvironment(Object.fromEntries(dashed));
}

function parse(schema: EnvironmentSchema, args: readonly string[]): Record<string, string> {
  const options = Object.fromEntries(
    Object.keys(schema).map((name) => [name, { type: 'string' as const }]),
  );
  try {
    return parseArgs({ args: [...args], options }).values as Record<string, string>;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
