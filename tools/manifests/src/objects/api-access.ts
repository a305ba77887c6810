import {
  ClusterRole,
  ClusterRoleBinding,
  RoleBinding,
} from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import type { IPolicyRule } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { API_SERVICE_NAMES } from './metrics-api';
import { API, NAMESPACE, componentLabels } from './names';

/** Role of the API's service account. */
export const API_ROLE = 'kubemonitor-api';

/** Role for people; an administrator binds it to whom he likes. */
export const READER_ROLE = 'kubemonitor-reader';

const WATCH = ['get', 'list', 'watch'];

/** Where Kubernetes says whom it trusts, and its role to read just that. */
const TRUST_NAMESPACE = 'kube-system';
const TRUST_READER_ROLE = 'extension-apiserver-authentication-reader';

/**
 * All that the API may do in the cluster: look at what names and sizes pods, ask whether a
 * token and a request are right, and say in the two registrations of metrics.k8s.io which
 * certificate it shows. No secrets, no other config map than the one that says whom the
 * cluster trusts, no access to kubelets.
 */
export const API_RULES: IPolicyRule[] = [
  { apiGroups: [''], resources: ['pods', 'nodes', 'namespaces'], verbs: WATCH },
  {
    apiGroups: ['apps'],
    resources: ['replicasets', 'deployments', 'statefulsets', 'daemonsets'],
    verbs: WATCH,
  },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: WATCH },
  { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
  { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
  {
    apiGroups: ['apiregistration.k8s.io'],
    resources: ['apiservices'],
    resourceNames: [...API_SERVICE_NAMES],
    verbs: ['get', 'patch'],
  },
];

/** The API's rights. */
export function createApiRole(): ClusterRole {
  return new ClusterRole({
    metadata: { name: API_ROLE, labels: componentLabels('api') },
    rules: API_RULES,
  });
}

/** Gives them to its service account. */
export function createApiRoleBinding(): ClusterRoleBinding {
  return new ClusterRoleBinding({
    metadata: { name: API_ROLE, labels: componentLabels('api') },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: API_ROLE },
    subjects: [{ kind: 'ServiceAccount', name: API, namespace: NAMESPACE }],
  });
}

/** Lets the API read whom the cluster trusts to name the user of a request. */
export function createTrustBinding(): RoleBinding {
  return new RoleBinding({
    metadata: {
      name: 'kubemonitor-auth-reader',
      namespace: TRUST_NAMESPACE,
      labels: componentLabels('api'),
    },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Role',
      name: TRUST_READER_ROLE,
    },
    subjects: [{ kind: 'ServiceAccount', name: API, namespace: NAMESPACE }],
  });
}

/**
 * What people need to read with `AUTH_READ=kubernetes`: the same rights `kubectl top` asks
 * for. It is bound to nobody here: with a RoleBinding it opens one namespace, with a
 * ClusterRoleBinding all of them and the nodes.
 */
export function createReaderRole(): ClusterRole {
  return new ClusterRole({
    metadata: { name: READER_ROLE, labels: componentLabels('api') },
    rules: [
      { apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'], verbs: ['get', 'list'] },
    ],
  });
}
