import type { MetricsAccess } from '../auth/cluster-reviews';

const GROUP = 'metrics.k8s.io';
const VERSIONS = ['v1beta1', 'v1'];

/** Longer names there are none of (RFC 1123 subdomain); no pod and no node has another form. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Paths that tell only of this server; kubelet and load balancers ask for them. */
const OPEN = /^\/(?:livez|readyz|healthz)(?:\/[\w.-]+)?$/;

/** Documents that are the same in every cluster. */
const DOCUMENTS = new RegExp(
  `^/(?:apis(?:/${GROUP}(?:/(?:${VERSIONS.join('|')}))?)?|openapi/v[23](?:/[\\w-]+(?:\\.[\\w-]+)*)*)$`,
);

/** What a request asks of the aggregated API. */
export type RequestTarget =
  /** Answered to everybody. */
  | { readonly kind: 'open' }
  /** Answered to everybody who says who he is. */
  | { readonly kind: 'document' }
  /** Answered to who has the right. */
  | { readonly kind: 'metrics'; readonly access: MetricsAccess }
  | { readonly kind: 'unknown' };

const UNKNOWN: RequestTarget = { kind: 'unknown' };

/**
 * What a path is of, read as Kubernetes reads its own: `…/namespaces/{ns}/pods/{name}`.
 * Nothing is decoded: names of pods and nodes need no encoding, so what has some names none,
 * and the router behind cannot read the path in another way.
 * @param url path and query of the request
 */
export function readTarget(url: string): RequestTarget {
  const [path] = url.split('?', 1);
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  if (OPEN.test(trimmed)) return { kind: 'open' };
  if (DOCUMENTS.test(trimmed)) return { kind: 'document' };
  const [root, apis, group, version, ...rest] = trimmed.split('/');
  if (root !== '' || apis !== 'apis' || group !== GROUP) return UNKNOWN;
  return VERSIONS.includes(version) ? readResource(rest) : UNKNOWN;
}

function readResource(segments: readonly string[]): RequestTarget {
  const [first] = segments;
  if (first === 'namespaces') {
    const [, namespace, resource, name] = segments;
    const isPods = resource === 'pods' && segments.length <= 4 && NAME.test(namespace);
    return isPods ? toTarget('pods', namespace, name) : UNKNOWN;
  }
  const [, name] = segments;
  if (first === 'nodes' && segments.length <= 2) return toTarget('nodes', undefined, name);
  return first === 'pods' && segments.length === 1 ? toTarget('pods') : UNKNOWN;
}

function toTarget(
  resource: MetricsAccess['resource'],
  namespace?: string,
  name?: string,
): RequestTarget {
  if (name === undefined) return { kind: 'metrics', access: { verb: 'list', resource, namespace } };
  if (!NAME.test(name)) return UNKNOWN;
  return { kind: 'metrics', access: { verb: 'get', resource, namespace, name } };
}
