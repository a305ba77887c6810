import type { Kind } from './kinds';

type Parameters = Readonly<Record<string, string | number | undefined>>;

/** A path with the parameters that are there. */
export function withQuery(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Path of a namespace, or of what is in it. Names are foreign text. */
export function namespacePath(namespace: string, ...parts: readonly string[]): string {
  return ['/api/namespaces', namespace, ...parts]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');
}

/**
 * Path of one entity. A pod is looked for in every namespace where none is given.
 * @returns undefined where a namespace is needed and none is given
 */
export function entityPath(
  kind: Kind,
  name: string,
  namespace: string | undefined,
): string | undefined {
  if (kind === 'node') return `/api/nodes/${encodeURIComponent(name)}`;
  if (kind === 'namespace') return namespacePath(name);
  if (kind === 'pod') {
    return namespace === undefined
      ? `/api/pods/${encodeURIComponent(name)}`
      : namespacePath(namespace, 'pods', name);
  }
  return namespace === undefined
    ? undefined
    : namespacePath(namespace, 'workloads', kind.workload, name);
}
