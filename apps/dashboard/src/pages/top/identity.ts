import type { Container, Namespace, Node, Pod, Workload } from '../../api/types';
import { t } from '../../i18n';
import { pathTo } from '../../state/route';
import { podHref } from '../detail/pod-href';
import type { Kind, TopItem } from './kinds';

/** The texts that say what a row is, by the keys of its columns. */
export interface Identity {
  readonly key: string;
  readonly texts: Readonly<Record<string, string | null | undefined>>;
  readonly href: string | undefined;
}

/** Columns of texts of each kind; the first names the row. */
export function textColumns(kind: Kind): readonly { key: string; header: string }[] {
  const name = { key: 'name', header: t(`top.name.${kind}`) };
  const namespace = { key: 'namespace', header: t('top.namespace') };
  switch (kind) {
    case 'pods':
      return [name, namespace, { key: 'node', header: t('top.node') }, status()];
    case 'workloads':
      return [name, namespace, { key: 'kind', header: t('top.kind') }];
    case 'containers':
      return [name, status()];
    default:
      return [name];
  }
}

function status() {
  return { key: 'status', header: t('top.status') };
}

/** What a row is. @param pod of containers: `namespace/pod` */
export function identify(kind: Kind, item: TopItem, pod: string): Identity {
  // The rows of a list are of its kind.
  switch (kind) {
    case 'pods':
      return identifyPod(item as Pod);
    case 'nodes': {
      const { node } = item as Node;
      return { key: node, texts: { name: node }, href: pathTo.node(node) };
    }
    case 'namespaces': {
      const { namespace } = item as Namespace;
      return { key: namespace, texts: { name: namespace }, href: pathTo.namespace(namespace) };
    }
    case 'workloads':
      return identifyWorkload(item as Workload);
    case 'containers':
      return identifyContainer(item as Container, pod);
  }
}

function identifyPod(item: Pod): Identity {
  const { pod, uid, namespace, node, status: word, phase } = item;
  return {
    key: uid ?? `${namespace ?? ''}/${pod ?? ''}`,
    texts: { name: pod ?? uid, namespace, node, status: word ?? phase },
    href: podHref(item),
  };
}

function identifyWorkload({ namespace, workload: { kind, name } }: Workload): Identity {
  return {
    key: `${namespace}/${kind}/${name}`,
    texts: { name, namespace, kind },
    href: pathTo.workload(namespace, kind, name),
  };
}

function identifyContainer(item: Container, pod: string): Identity {
  const { container, container_id: id, state, reason } = item;
  const name = container ?? id ?? '';
  const slash = pod.indexOf('/');
  const href = pathTo.container(pod.slice(0, slash), pod.slice(slash + 1), name);
  return { key: `${name} ${id ?? ''}`, texts: { name, status: reason ?? state }, href };
}
