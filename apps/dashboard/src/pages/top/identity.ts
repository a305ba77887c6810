import type { Container, Namespace, Node, Pod, Workload } from '../../api/types';
import { pathTo } from '../../state/route';
import { podHref } from '../detail/pod-href';
import type { Kind, TopItem } from './kinds';

/** What the rows of a kind are. Of ten thousand only what is asked for is put together. */
export interface Identity {
  /** The same for the same thing on every tick. */
  keyOf(item: TopItem): string;
  /** Texts by the keys of their columns; `name` names the row. */
  readonly texts: Readonly<Record<string, (item: TopItem) => string | null | undefined>>;
  hrefOf(item: TopItem): string | undefined;
}

/** @param pod of containers: `namespace/pod` */
export function identityOf(kind: Kind, pod: string): Identity {
  return kind === 'containers' ? containersOf(pod) : IDENTITIES[kind];
}

// The rows of a list are of its kind.
const asPod = (item: TopItem) => item as Pod;
const asNode = (item: TopItem) => item as Node;
const asNamespace = (item: TopItem) => item as Namespace;
const asWorkload = (item: TopItem) => item as Workload;
const asContainer = (item: TopItem) => item as Container;

const IDENTITIES: Readonly<Record<Exclude<Kind, 'containers'>, Identity>> = {
  pods: {
    keyOf: (item) => {
      const { uid, namespace, pod } = asPod(item);
      return uid ?? `${namespace ?? ''}/${pod ?? ''}`;
    },
    texts: {
      name: (item) => asPod(item).pod ?? asPod(item).uid,
      namespace: (item) => asPod(item).namespace,
      node: (item) => asPod(item).node,
      status: (item) => asPod(item).status ?? asPod(item).phase,
    },
    hrefOf: (item) => podHref(asPod(item)),
  },
  nodes: {
    keyOf: (item) => asNode(item).node,
    texts: { name: (item) => asNode(item).node },
    hrefOf: (item) => pathTo.node(asNode(item).node),
  },
  namespaces: {
    keyOf: (item) => asNamespace(item).namespace,
    texts: { name: (item) => asNamespace(item).namespace },
    hrefOf: (item) => pathTo.namespace(asNamespace(item).namespace),
  },
  workloads: {
    keyOf: (item) => {
      const { namespace, workload } = asWorkload(item);
      return `${namespace}/${workload.kind}/${workload.name}`;
    },
    texts: {
      name: (item) => asWorkload(item).workload.name,
      namespace: (item) => asWorkload(item).namespace,
      kind: (item) => asWorkload(item).workload.kind,
    },
    hrefOf: (item) => {
      const { namespace, workload } = asWorkload(item);
      return pathTo.workload(namespace, workload.kind, workload.name);
    },
  },
};

function containersOf(pod: string): Identity {
  const slash = pod.indexOf('/');
  const nameOf = (item: TopItem) => {
    const { container, container_id: id } = asContainer(item);
    return container ?? id ?? '';
  };
  return {
    keyOf: (item) => `${nameOf(item)} ${asContainer(item).container_id ?? ''}`,
    texts: {
      name: nameOf,
      status: (item) => asContainer(item).reason ?? asContainer(item).state,
    },
    hrefOf: (item) => pathTo.container(pod.slice(0, slash), pod.slice(slash + 1), nameOf(item)),
  };
}
