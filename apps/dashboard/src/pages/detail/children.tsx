import { ContainerTable } from './container-table';
import { PodTable } from './pod-table';
import { podsPathOf, restPathOf } from './subject';
import type { SubjectData } from './use-subject';
import { WorkloadTable } from './workload-table';

/** What the subject is made of: its workloads, pods or containers, as tables to go deeper by. */
export function Children({ data }: { data: SubjectData }) {
  const { subject } = data;
  if (subject.page === 'container') return null;
  if (subject.page === 'pod') return <ContainerTable data={data} />;
  const podsPath = podsPathOf(subject);
  return (
    <>
      {subject.page === 'namespace' && (
        <WorkloadTable listPath={`${restPathOf(subject)}/workloads`} />
      )}
      {podsPath !== undefined && <PodTable listPath={podsPath} page={subject.page} />}
    </>
  );
}
