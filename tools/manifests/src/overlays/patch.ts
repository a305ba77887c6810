import type { KubernetesObject } from '../resource';

/** Some of an object: what is left out stays, `null` takes a field away. */
type SomeOf<T> = T extends readonly (infer Item)[]
  ? readonly SomeOf<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]?: SomeOf<T[Name]> | null }
    : T;

/**
 * A strategic merge patch, as Kustomize applies it: lists of containers, variables and volumes
 * are merged by name.
 */
export interface Patch {
  /** The object it changes. */
  readonly target: KubernetesObject;
  /** What is written to the file. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly note: string;
}

/** Names the target as Kustomize looks for it. */
function identify({ apiVersion, kind, metadata }: KubernetesObject): Record<string, unknown> {
  const { name, namespace } = metadata ?? {};
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  };
}

/** Changes the target's spec. */
export function createPatch<T extends KubernetesObject & { spec?: unknown }>(
  note: string,
  target: T,
  changes: { readonly spec: SomeOf<NonNullable<T['spec']>> },
): Patch {
  return { note, target, body: { ...identify(target), ...changes } };
}

/** Takes the target out of the install. */
export function createRemoval(note: string, target: KubernetesObject): Patch {
  return { note, target, body: { $patch: 'delete', ...identify(target) } };
}
