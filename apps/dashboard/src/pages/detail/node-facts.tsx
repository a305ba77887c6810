import type { Node } from '../../api/types';
import { formatDuration } from '../../format';
import { t, type MessageKey } from '../../i18n';
import type { Fact } from './facts';
import { promiseFacts } from './promise-facts';
import type { SubjectData } from './use-subject';

/** Facts a collector tells of its machine, as the answer names them. */
const MACHINE: readonly (readonly [name: string, label: MessageKey])[] = [
  ['cpu_model', 'detail.fact.cpu_model'],
  ['os', 'detail.fact.os'],
  ['kernel_version', 'detail.fact.kernel'],
  ['architecture', 'detail.fact.architecture'],
  ['cgroup_version', 'detail.fact.cgroup'],
  ['collector_version', 'detail.fact.collector'],
];

/** What a node is and has to give. */
export function nodeFacts(data: SubjectData): readonly Fact[] {
  // The answer at a node's path is a node.
  const node = (data.now ?? data.then) as Node | undefined;
  if (node === undefined) return [];
  return [
    // Of the present it stands beside the heading.
    { key: 'state', label: t('detail.fact.state'), value: data.now ? '' : stateText(node) },
    { key: 'pods', label: t('detail.fact.pods'), value: podsText(node) },
    ...promiseFacts(data),
    {
      key: 'uptime',
      label: t('detail.fact.uptime'),
      value: uptime(node.uptime_seconds),
      isMinor: true,
    },
    ...MACHINE.map(([name, label]) => ({
      key: name,
      label: t(label),
      value: text(node.facts?.[name]),
      isMinor: true,
    })),
  ];
}

function stateText({ ready, schedulable }: Node): string {
  const words: string[] = [];
  if (ready !== undefined) words.push(t(ready ? 'detail.node.ready' : 'detail.node.not_ready'));
  if (schedulable === false) words.push(t('detail.node.cordoned'));
  return words.join(', ');
}

/** How many pods there are, of how many there may be. */
function podsText({ pods, pods_allocatable: room }: Node): string | number | undefined {
  if (pods === undefined || room === undefined) return pods;
  return t('detail.fact.pods_of', { pods, room });
}

function uptime(seconds: number | null | undefined): string | undefined {
  return typeof seconds === 'number' ? formatDuration(seconds) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
