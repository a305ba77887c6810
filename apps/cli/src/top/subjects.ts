import { namespacePath, withQuery } from '../api/paths';
import { textOf, type Item } from '../api/item';

export const SUBJECTS = ['nodes', 'pods', 'namespaces', 'deployments', 'workloads'] as const;
/** What `top` can list. */
export type Subject = (typeof SUBJECTS)[number];

/** Which of them. */
export interface Selection {
  readonly namespace?: string;
  readonly node?: string;
  readonly selector?: string;
}

/** Fields by the words of `--sort-by`, greatest first. */
const SORT_WORDS: Readonly<Record<string, string>> = {
  cpu: '-cpu_millicores',
  memory: '-memory_bytes',
  network: '-network_rx_bytes_per_second',
  'network-rx': '-network_rx_bytes_per_second',
  'network-tx': '-network_tx_bytes_per_second',
  disk: '-disk_write_bytes_per_second',
  'disk-read': '-disk_read_bytes_per_second',
  'disk-write': '-disk_write_bytes_per_second',
};

/** The words of `--sort-by`. */
export const SORT_NAMES: readonly string[] = ['name', ...Object.keys(SORT_WORDS)];

export const SORT_HELP = `name, ${Object.keys(SORT_WORDS).join(', ')}, or a field of the API ("-" before it: greatest first)`;

/**
 * The API's `sort` for a word of `--sort-by`; undefined = by name. The words mean the greatest
 * first as they are, so a "-" before one changes nothing.
 */
export function toSort(word: string | undefined): string | undefined {
  if (word === undefined || word === 'name') return undefined;
  const plain = word.replace(/^-/, '');
  return Object.hasOwn(SORT_WORDS, plain) ? SORT_WORDS[plain] : word;
}

/** Paths of the lists a selection of a subject is made of; workloads are listed by namespace. */
export function toPaths(
  subject: Subject,
  selection: Selection,
  namespaces: readonly string[],
): string[] {
  const { namespace, node, selector } = selection;
  switch (subject) {
    case 'nodes':
    case 'namespaces':
      return [`/api/${subject}`];
    case 'pods':
      return [withQuery('/api/pods', { namespace, node, labelSelector: selector })];
    case 'deployments':
    case 'workloads':
      return namespaces.map((name) => namespacePath(name, subject));
  }
}

/** What an item is called, without its namespace; pods nobody has named by their uid. */
export function nameOf(item: Item, subject: Subject): string {
  switch (subject) {
    case 'nodes':
      return textOf(item, 'node') ?? '';
    case 'namespaces':
      return textOf(item, 'namespace') ?? '';
    case 'pods':
      return textOf(item, 'pod') ?? textOf(item, 'uid') ?? '';
    case 'deployments':
      return item.deployment ?? item.workload?.name ?? '';
    case 'workloads':
      return `${item.workload?.kind ?? ''}/${item.workload?.name ?? ''}`;
  }
}

/** Names an item within its list. */
export function keyOf(item: Item, subject: Subject): string {
  const uid = subject === 'pods' ? (textOf(item, 'uid') ?? '') : '';
  return `${item.namespace ?? ''}/${nameOf(item, subject)}/${uid}`;
}
