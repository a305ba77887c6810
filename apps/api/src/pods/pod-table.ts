import type { FieldDefinition } from '@kubemonitor/metrics-model';
import { toColumns, toPercentColumn, type Reader } from '../answers/reader.service';
import type { PodRecord } from '../directory/pod-record';
import type { PodIdentity } from '../identity/pod-identity';
import type { Column, LatestTable } from '../render/table';

/** Fields the API adds from what the cluster tells of a pod. */
export const POD_EXTRAS = [
  'cpu_request_percent',
  'cpu_limit_percent',
  'memory_request_percent',
  'memory_limit_percent',
] as const;

const SHARES: Readonly<
  Record<
    (typeof POD_EXTRAS)[number],
    { of: string; limitField?: string; whole: (pod: PodIdentity) => number | undefined }
  >
> = {
  cpu_request_percent: { of: 'cpu_millicores', whole: ({ requests }) => requests.cpuMillicores },
  cpu_limit_percent: {
    of: 'cpu_millicores',
    limitField: 'cpu_limit_millicores',
    whole: ({ limits }) => limits.cpuMillicores,
  },
  memory_request_percent: { of: 'memory_bytes', whole: ({ requests }) => requests.memoryBytes },
  memory_limit_percent: {
    of: 'memory_bytes',
    limitField: 'memory_limit_bytes',
    whole: ({ limits }) => limits.memoryBytes,
  },
};

/** Latest values of pods as the rows of an answer. */
export async function readPodTable(
  reader: Reader,
  pods: readonly PodRecord[],
  fields: readonly FieldDefinition[],
  extras: ReadonlySet<string>,
): Promise<LatestTable> {
  const entities = pods.map(({ entity }) => entity);
  const frame = await reader.store.latest(entities, fields);
  const columns = toColumns(frame);
  return {
    length: pods.length,
    identity: (row) => pods[row].members,
    timestamps: frame.timestamps,
    columns: [...columns, ...shareColumns(pods, columns, extras)],
  };
}

/** Percentages of request and limit; of the kernel's limit where the cluster has told none. */
function shareColumns(
  pods: readonly PodRecord[],
  columns: readonly Column[],
  extras: ReadonlySet<string>,
): Column[] {
  const named = (name: string | undefined) => columns.find((column) => column.name === name);
  return POD_EXTRAS.filter((name) => extras.has(name)).flatMap((name) => {
    const { of, limitField, whole } = SHARES[name];
    const enforced = named(limitField)?.values;
    return toPercentColumn(name, named(of), (row) => {
      const { identity } = pods[row];
      return (identity === undefined ? undefined : whole(identity)) ?? enforced?.[row];
    });
  });
}
