import { text } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import { UsageError } from '../bench-error';
import type { BenchContext } from '../context';
import type { Outcome } from '../output/outcome';
import { writePodList } from '../report/identity-list';
import { CLUSTER_OPTIONS, RESULT_OPTIONS, toShape } from './cluster-options';

const { nodes, pods, namespaces, deployments, interval, seed } = CLUSTER_OPTIONS;

/** Options of `names`. */
export const NAMES_OPTIONS = {
  ...{ nodes, pods, namespaces, deployments, interval, seed },
  file: text('where to write them; must be given', 'a file'),
  ...RESULT_OPTIONS,
} as const;

export type NamesOptions = Environment<typeof NAMES_OPTIONS>;

/**
 * Writes the names of the cluster that `load` with the same options plays: the IDENTITY_FILE of
 * a server that is then loaded by its URL.
 * @throws UsageError without a file
 */
export function writeNames(_context: BenchContext, options: NamesOptions): Promise<Outcome> {
  const { file } = options;
  if (file === undefined) return Promise.reject(new UsageError('--file is missing'));
  const shape = toShape(options);
  writePodList(file, shape);
  const named = shape.nodes * shape.podsPerNode;
  return Promise.resolve({ text: `${named} pods are named in ${file}`, figures: { pods: named } });
}
