import { useMemo } from 'react';
import type { Pod } from '../../api/types';
import { t } from '../../i18n';
import { pathTo, useRoute } from '../../state/route';
import { ColumnChoice, useChosenColumns } from '../lists/column-choice';
import { ListPage } from '../lists/list-page';
import { toListPath } from '../lists/list-path';
import { useNamespaceNames, useNodeNames } from '../lists/name-options';
import { UrlFilter } from '../lists/url-filters';
import { useList } from '../lists/use-list';
import { useSparklines } from '../lists/use-sparklines';
import { createPodColumns, keyOfPod } from './pod-columns';
import { POD_FIELDS } from './pod-fields';

/** All pods, or those of a namespace, on a node, with labels. */
export default function PodsPage() {
  const { search } = useRoute();
  const chosen = useChosenColumns(POD_FIELDS);
  const filters = {
    namespace: search.get('namespace'),
    node: search.get('node'),
    labelSelector: search.get('labels'),
  };
  const path = toListPath('/api/pods', POD_FIELDS, chosen, filters);
  const { data, ...state } = useList<Pod>(path);
  const lines = useSparklines<Pod>(
    toSparkPath(filters),
    data?.items.length,
    'cpu_millicores',
    keyOfPod,
  );
  const columns = useMemo(() => createPodColumns(chosen, lines), [chosen, lines]);
  return (
    <ListPage<Pod>
      title={t('shell.nav.pods')}
      columns={columns}
      rows={data?.items}
      metadata={data?.metadata}
      {...state}
      rowKey={keyOfPod}
      rowHref={({ namespace, pod }) =>
        namespace === null || pod === null ? undefined : pathTo.pod(namespace, pod)
      }
      standardSort="-cpu_millicores"
      restPath={path}
      filters={<PodFilters />}
      activeFilters={Object.values(filters).filter(Boolean).length}
      tools={<ColumnChoice fields={POD_FIELDS} chosen={chosen} />}
    />
  );
}

function PodFilters() {
  return (
    <>
      <UrlFilter name="namespace" label="lists.namespace" options={useNamespaceNames()} />
      <UrlFilter name="node" label="lists.node" options={useNodeNames()} />
      <UrlFilter name="labels" label="lists.labels" placeholder="app=web,tier!=cache" />
    </>
  );
}

function toSparkPath(filters: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return text === '' ? '/api/pods' : `/api/pods?${text}`;
}
