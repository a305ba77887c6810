import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { Secret, ServiceAccount } from 'kubernetes-models/v1';
import { createReaderRole } from '../objects/api-access';
import { NAMESPACE, componentLabels } from '../objects/names';

/** Who Prometheus is to the API. */
export const SCRAPER = 'monitor-scraper';

/** Secret with its token. */
export const SCRAPER_TOKEN = 'monitor-scraper-token';

/** An account of its own: what Prometheus may read here is not what else it may do. */
export function createScraperAccount(): ServiceAccount {
  return new ServiceAccount({
    metadata: { name: SCRAPER, namespace: NAMESPACE, labels: componentLabels('api') },
    automountServiceAccountToken: false,
  });
}

/** The cluster fills in the token; it is good until the secret is deleted. */
export function createScraperToken(): Secret {
  return new Secret({
    metadata: {
      name: SCRAPER_TOKEN,
      namespace: NAMESPACE,
      labels: componentLabels('api'),
      annotations: { 'kubernetes.io/service-account.name': SCRAPER },
    },
    type: 'kubernetes.io/service-account-token',
  });
}

/** It may read all pods and nodes, as the reader role says. */
export function createScraperBinding(): ClusterRoleBinding {
  return new ClusterRoleBinding({
    metadata: { name: 'kubemonitor-scraper', labels: componentLabels('api') },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: createReaderRole().metadata?.name ?? '',
    },
    subjects: [{ kind: 'ServiceAccount', name: SCRAPER, namespace: NAMESPACE }],
  });
}
