/** The parts of a Kubernetes object that every kind has. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** An object that knows its kind's schema. */
export interface ValidatedObject extends KubernetesObject {
  /** @throws when the object is not what the schema says. */
  validate(): void;
  toJSON(): unknown;
}

/** An object, and what a reader of the file should know about it. */
export interface Resource {
  readonly note: string;
  readonly object: ValidatedObject;
}

/** `kind/name`, with the namespace in front where there is one. */
export function describeObject({ kind, metadata }: KubernetesObject): string {
  const name = `${kind}/${metadata?.name ?? '?'}`;
  return metadata?.namespace === undefined ? name : `${metadata.namespace} ${name}`;
}
