import type { FindingQueryDto } from '@kubemonitor/metrics-model/dto';
import { excerpt } from '../problem/problem';
import { badRequest } from '../query/window';
import { matchKind } from '../workloads/workload-kinds';
import type { Finding } from './findings/finding';

const KIND_AND_NAME = /^([a-z][a-z0-9-]*)\/(.+)$/i;

/** What a filter needs beside it: names of pods and workloads are of their namespace. */
const NEEDED = [
  ['pod', 'namespace'],
  ['workload', 'namespace'],
  ['container', 'pod'],
] as const;

/**
 * A test for the findings a query asks for: those all of its filters let through.
 * @throws ProblemError naming the filter that is not valid
 */
export function matchFindings(query: FindingQueryDto): (finding: Finding) => boolean {
  for (const [name, needed] of NEEDED) {
    if (query[name] === undefined || query[needed] !== undefined) continue;
    throw badRequest(name, excerpt(query[name]), `needs "${needed}" beside it`);
  }
  const { namespace, node, pod } = query;
  const isOfContainer = matchContainer(query.container);
  const isOfWorkload = matchWorkload(query.workload);
  return (finding) =>
    (namespace === undefined || finding.namespace === namespace) &&
    (node === undefined || finding.node === node) &&
    (pod === undefined || finding.name === pod) &&
    isOfContainer(finding) &&
    isOfWorkload(finding);
}

/** What names no container is about the pod as a whole, and so about each. */
function matchContainer(name: string | undefined): (finding: Finding) => boolean {
  if (name === undefined) return () => true;
  return ({ container, values }) =>
    container === undefined ? (values?.containers?.includes(name) ?? true) : container === name;
}

function matchWorkload(text: string | undefined): (finding: Finding) => boolean {
  if (text === undefined) return () => true;
  const [, kind, name] = KIND_AND_NAME.exec(text) ?? [];
  if (kind === undefined) {
    throw badRequest('workload', excerpt(text), 'must be kind/name such as Deployment/web');
  }
  const isKind = matchKind(kind);
  return ({ workload }) => workload?.name === name && isKind(workload.kind);
}
