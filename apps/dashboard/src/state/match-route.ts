/** In the place of a namespace: it is not known, the pod is named by its name alone or its uid. */
export const ANY_NAMESPACE = '-';

/** What each page's path names. */
export type RouteMatch =
  | { readonly page: 'overview' | 'nodes' | 'namespaces' | 'workloads' | 'pods' | 'top' }
  | { readonly page: 'node'; readonly node: string }
  | { readonly page: 'namespace'; readonly namespace: string }
  | {
      readonly page: 'workload';
      readonly namespace: string;
      readonly kind: string;
      readonly workload: string;
    }
  | { readonly page: 'pod'; readonly namespace: string; readonly pod: string }
  | {
      readonly page: 'container';
      readonly namespace: string;
      readonly pod: string;
      readonly container: string;
    }
  | { readonly page: 'not-found'; readonly path: string };

/** The lists, by the first and only part of their path. */
const LISTS = ['nodes', 'namespaces', 'workloads', 'pods', 'top'] as const;

/** The page of a path as in the URL (percent-encoded); a path of no page is `not-found`. */
export function matchRoute(path: string): RouteMatch {
  const parts = decodeParts(path);
  return (parts && matchParts(parts)) ?? { page: 'not-found', path };
}

function decodeParts(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map((part) => decodeURIComponent(part));
  } catch {
    // A lone % is no encoding of anything: no page has such a path.
    return undefined;
  }
}

function matchParts(parts: readonly string[]): RouteMatch | undefined {
  const [area, first] = parts;
  if (parts.length === 0) return { page: 'overview' };
  if (parts.length === 1) {
    const page = LISTS.find((name) => name === area);
    return page && { page };
  }
  if (area === 'nodes' && parts.length === 2) return { page: 'node', node: first };
  if (area === 'namespaces') return matchNamespaced(parts.slice(1));
  return undefined;
}

function matchNamespaced(parts: readonly string[]): RouteMatch | undefined {
  const [namespace, kind, name, container] = parts;
  if (parts.length === 1) return { page: 'namespace', namespace };
  if (parts.length === 3 && kind === 'pods') return { page: 'pod', namespace, pod: name };
  if (parts.length === 3) return { page: 'workload', namespace, kind, workload: name };
  if (parts.length === 4 && kind === 'pods') {
    return { page: 'container', namespace, pod: name, container };
  }
  return undefined;
}

function join(...parts: readonly string[]): string {
  return `/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}

/** The path of each page; names may hold any character. */
export const pathTo = {
  overview: (): string => '/',
  nodes: (): string => '/nodes',
  node: (node: string): string => join('nodes', node),
  namespaces: (): string => '/namespaces',
  namespace: (namespace: string): string => join('namespaces', namespace),
  workloads: (): string => '/workloads',
  workload: (namespace: string, kind: string, name: string): string =>
    join('namespaces', namespace, kind, name),
  pods: (): string => '/pods',
  pod: (namespace: string, pod: string): string => join('namespaces', namespace, 'pods', pod),
  container: (namespace: string, pod: string, container: string): string =>
    join('namespaces', namespace, 'pods', pod, container),
  top: (): string => '/top',
} as const;
