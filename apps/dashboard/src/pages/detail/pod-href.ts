import type { Pod } from '../../api/types';
import { pathTo } from '../../state/route';
import { ANY_NAMESPACE } from './subject';

/** The page of a pod; one the cluster has not named goes by its uid. */
export function podHref({
  namespace,
  pod,
  uid,
}: Pick<Pod, 'namespace' | 'pod' | 'uid'>): string | undefined {
  if (namespace !== null && pod !== null) return pathTo.pod(namespace, pod);
  return uid === undefined ? undefined : pathTo.pod(ANY_NAMESPACE, uid);
}
