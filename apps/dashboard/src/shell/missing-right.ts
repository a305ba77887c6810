/** A right in the API group `metrics.k8s.io` of the cluster. */
export interface Right {
  readonly verb: 'get' | 'list';
  readonly resource: 'pods' | 'nodes';
  /** Only in this namespace; undefined = in the whole cluster. */
  readonly namespace?: string;
}

/**
 * The right a read needs (see docs/security.md); undefined for a path that is not known.
 * @param path of the request, as `instance` of a problem has it: `/api/namespaces/shop/pods`
 */
export function rightFor(path: string): Right | undefined {
  const [api, list, name, part, pod] = readParts(path);
  if (api !== 'api') return undefined;
  switch (list) {
    case 'cluster':
      return { verb: 'list', resource: 'nodes' };
    case 'nodes':
      return { verb: name === undefined ? 'list' : 'get', resource: 'nodes' };
    case 'pods':
      return { verb: name === undefined ? 'list' : 'get', resource: 'pods' };
    case 'namespaces':
      if (name === undefined) return { verb: 'list', resource: 'pods' };
      return {
        verb: part === 'pods' && pod !== undefined ? 'get' : 'list',
        resource: 'pods',
        namespace: name,
      };
    case 'workloads':
    case 'findings':
      return { verb: 'list', resource: 'pods' };
    default:
      return undefined;
  }
}

/** The command that tells whether one has it. */
export function toQuestion({ verb, resource, namespace }: Right): string {
  const scope = namespace === undefined ? '' : ` -n ${namespace}`;
  return `kubectl auth can-i ${verb} ${resource}.metrics.k8s.io${scope}`;
}

function readParts(path: string): readonly (string | undefined)[] {
  try {
    return path.split('?', 1)[0].split('/').slice(1).map(decodeURIComponent);
  } catch {
    // A lone % is no encoding of anything.
    return [];
  }
}
