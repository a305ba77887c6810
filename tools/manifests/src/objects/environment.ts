import type { EnvironmentSchema, Variable } from '@kubemonitor/config';
import type { IEnvVar } from 'kubernetes-models/v1';

/** A value only the pod itself knows. */
export interface PodField {
  /** Path in the pod object, as the downward API names it. */
  readonly fieldPath: 'spec.nodeName' | 'status.podIP';
}

/** Values by variable; a name that is not of the schema does not compile. */
export type Settings<S extends EnvironmentSchema> = {
  readonly [Name in keyof S]?: string | PodField;
};

/** A setting the program would refuse, or that says what holds anyway. */
export class SettingError extends Error {
  readonly code = 'bad_setting';

  constructor(name: string, fault: string) {
    super(`${name} ${fault}`);
    this.name = 'SettingError';
  }
}

/**
 * The settings as a container's environment, in the order they are written.
 * @param held what holds without them: the settings they are patched over
 * @throws SettingError for a variable the schema has not, a value it refuses, or one that holds
 *   anyway: manifests say only what differs, so that a default is changed in one place.
 */
export function toEnvironment<S extends EnvironmentSchema>(
  schema: S,
  settings: Settings<S>,
  held: Settings<S> = {},
): IEnvVar[] {
  return Object.entries<string | PodField | undefined>(settings).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const variable: Variable<unknown> | undefined = schema[name];
    if (variable === undefined) throw new SettingError(name, 'is no variable of the program');
    if (typeof value !== 'string') return { name, valueFrom: { fieldRef: { ...value } } };
    if (value === (held[name] ?? variable.fallback)) {
      throw new SettingError(name, `is "${value}" anyway`);
    }
    if (variable.read(value) === undefined) {
      throw new SettingError(name, `"${value}" is not ${variable.expects}`);
    }
    return { name, value };
  });
}
