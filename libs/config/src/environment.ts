/** One variable of an app's environment: how to read it and what to say of it. */
export interface Variable<T> {
  /** One line for `--help` and the documentation. */
  readonly description: string;
  /** Used when the variable is not set or empty, as it would be written; undefined = no value. */
  readonly fallback: string | undefined;
  /** What may be written, for messages: `a whole number from 1 to 65535`. */
  readonly expects: string;
  /** The value of `text`, or undefined when `text` is not what is expected. */
  readonly read: (text: string) => T | undefined;
}

export type EnvironmentSchema = Readonly<Record<string, Variable<unknown>>>;

/** The typed object an app works with: one property a variable. */
export type Environment<S extends EnvironmentSchema> = {
  readonly [K in keyof S]: S[K] extends Variable<infer T> ? T : never;
};

/** Every variable that could not be read, in one message. */
export class EnvironmentError extends Error {
  readonly code = 'bad_environment';

  constructor(readonly faults: readonly string[]) {
    super(`Environment: ${faults.join('; ')}`);
    this.name = 'EnvironmentError';
  }
}

/**
 * Reads all variables of `schema` from `source` at once.
 * @throws EnvironmentError naming every bad variable, its value and what was expected.
 */
export function readEnvironment<S extends EnvironmentSchema>(
  schema: S,
  source: Readonly<Record<string, string | undefined>>,
): Environment<S> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(schema)) {
    const written = source[name];
    const text = written === undefined || written === '' ? variable.fallback : written;
    const value = text === undefined ? undefined : variable.read(text);
    if (text !== undefined && value === undefined) {
      faults.push(`${name}="${text.slice(0, 80)}" is not ${variable.expects}`);
    }
    values[name] = value;
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return values as Environment<S>;
}

/** The variables as lines for `--help`: name, default, description. */
export function describeEnvironment(schema: EnvironmentSchema): string {
  const width = Math.max(...Object.keys(schema).map((name) => name.length));
  return Object.entries(schema)
    .map(([name, { description, fallback, expects }]) => {
      const value = fallback === undefined || fallback === '' ? 'unset' : fallback;
      return `  ${name.padEnd(width)}  ${description} (${expects}; default ${value})`;
    })
    .join('\n');
}
