import type { Pod } from '../../api/types';
import { t } from '../../i18n';
import { pathTo } from '../../state/route';
import type { Column } from '../../tables';
import { ageColumn, textColumn, toColumn } from '../lists/field-column';
import { sparkColumn } from '../lists/spark-column';
import type { Lines } from '../lists/use-sparklines';
import { POD_FIELDS } from './pod-fields';
import { levelOfStatus } from './pod-status';

/** The same pod on every tick; pods nobody has named have a uid. */
export function keyOfPod({ uid, namespace, pod, node }: Pod): string {
  return uid ?? JSON.stringify([namespace, pod, node]);
}

/** Columns of the list of pods with the fields that are chosen. */
export function createPodColumns(chosen: ReadonlySet<string>, lines: Lines): Column<Pod>[] {
  return [
    textColumn<Pod>('pod', 'lists.pod', ({ pod, uid }) => pod ?? uid, {
      priority: 1,
      width: 190,
      narrowWidth: 140,
      grow: 2,
    }),
    textColumn<Pod>('namespace', 'lists.namespace', ({ namespace }) => namespace, {
      href: ({ namespace }) => (namespace === null ? undefined : pathTo.namespace(namespace)),
      missing: () => 'no_identity',
    }),
    textColumn<Pod>('status', 'lists.status', ({ status }) => status, {
      render: ({ status }) => status && <Status status={status} />,
      missing: () => 'no_identity',
      // CrashLoopBackOff in bold
      width: 148,
    }),
    ...POD_FIELDS.filter(({ key }) => chosen.has(key)).map((field) => toColumn<Pod>('pod', field)),
    sparkColumn<Pod>({ field: 'cpu_millicores', lines, keyOf: keyOfPod, pathOf: restPathOf }),
    textColumn<Pod>('node', 'lists.node', ({ node }) => node, {
      priority: 3,
      href: ({ node }) => (node === null ? undefined : pathTo.node(node)),
      missing: () => 'not_scheduled',
    }),
    textColumn<Pod>('workload', 'lists.workload', ({ workload }) => workload?.name, {
      priority: 4,
      href: ({ namespace, workload }) =>
        workload && namespace !== null
          ? pathTo.workload(namespace, workload.kind, workload.name)
          : undefined,
      missing: ({ namespace }) => (namespace === null ? 'no_identity' : 'no_workload'),
    }),
    ageColumn<Pod>('pod'),
  ];
}

function Status({ status }: { status: string }) {
  const level = levelOfStatus(status);
  if (level === 'normal') return status;
  const label = level === 'bad' ? t('lists.status.bad', { status }) : undefined;
  return (
    <span className={`pod-status-${level}`} title={label}>
      {status}
    </span>
  );
}

function restPathOf({ namespace, pod }: Pod): string | undefined {
  if (namespace === null || pod === null) return undefined;
  return `/api/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;
}
