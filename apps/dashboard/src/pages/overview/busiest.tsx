import type { List, Namespace, Node, Workload } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { unitOfField } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { problemTitle } from '../../shell/problem-title';
import { Link, pathTo } from '../../state/route';
import { Value, explainField, type FieldScope } from '../../tables';
import { shareOfLargest } from './share-of-largest';
import { numberOf, reasonOf, type MeasuredItem } from '../../api/measured';

const TOP = 5;
const FIELDS = ['cpu_millicores', 'memory_bytes'] as const;
type Field = (typeof FIELDS)[number];

/** Nodes, namespaces and workloads that use most. */
export function Busiest() {
  return (
    <section className="busiest" aria-labelledby="busiest-title">
      <h2 id="busiest-title">{t('overview.busiest')}</h2>
      <div className="busiest-panels">
        <TopPanel<Node>
          title="shell.nav.nodes"
          path="/api/nodes"
          page="/nodes"
          scope="node"
          nameOf={({ node }) => node}
          hrefOf={({ node }) => pathTo.node(node)}
        />
        <TopPanel<Namespace>
          title="shell.nav.namespaces"
          path="/api/namespaces"
          page="/namespaces"
          scope="sum"
          nameOf={({ namespace }) => namespace}
          hrefOf={({ namespace }) => pathTo.namespace(namespace)}
        />
        <TopPanel<Workload>
          title="shell.nav.workloads"
          path="/api/workloads"
          page="/workloads"
          scope="sum"
          nameOf={({ namespace, workload }) => `${namespace}/${workload.name}`}
          hrefOf={({ namespace, workload }) =>
            pathTo.workload(namespace, workload.kind, workload.name)
          }
        />
      </div>
    </section>
  );
}

interface TopProps<T> {
  readonly title: MessageKey;
  readonly path: string;
  /** The page of the whole list. */
  readonly page: string;
  readonly scope: FieldScope;
  nameOf(row: T): string;
  hrefOf(row: T): string;
}

function TopPanel<T extends MeasuredItem>(props: TopProps<T>) {
  return (
    <div className="panel busiest-panel">
      <h3>
        <Link to={props.page}>{t(props.title)}</Link>
      </h3>
      {FIELDS.map((field) => (
        <TopTable<T> key={field} {...props} field={field} />
      ))}
    </div>
  );
}

function TopTable<T extends MeasuredItem>({
  title,
  path,
  scope,
  field,
  nameOf,
  hrefOf,
}: TopProps<T> & { field: Field }) {
  const { data, error } = useResource<List<T>>(
    `${path}?sort=-${field}&limit=${TOP}&fields=${FIELDS.join(',')}`,
  );
  const what = t(field === 'cpu_millicores' ? 'overview.by_cpu' : 'overview.by_memory');
  if (error !== undefined && data === undefined) {
    // It is the same for both tables of a panel.
    if (field !== FIELDS[0]) return null;
    return <p className="total-note">{problemTitle(error.status)}</p>;
  }
  return (
    <table className="top-table" aria-busy={data === undefined}>
      <caption>
        <span className="visually-hidden">{t(title)} </span>
        {what}
      </caption>
      <tbody>
        {(data?.items ?? []).map((row, _index, rows) => (
          <tr key={hrefOf(row)}>
            <th scope="row">
              <Link to={hrefOf(row)} title={nameOf(row)}>
                {nameOf(row)}
              </Link>
            </th>
            <td className="top-bar" aria-hidden="true">
              <span style={{ width: `${shareOfLargest(row, rows, field)}%` }} />
            </td>
            <td className="top-number">
              <Value
                value={numberOf(row, field)}
                unit={unitOfField(field)}
                missing={reasonOf(row, field)}
                explanation={explainField(field, scope, {
                  ageSeconds: row.age_seconds,
                  timestamp: row.timestamp,
                })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
