import type { LifecycleContext } from '../context';

const NAME = 'kubemonitor-lifecycle';
/** Made by every installation: get and list of pods and nodes of metrics.k8s.io. */
const ROLE = 'kubemonitor-reader';
const SECONDS = 3_600;

/**
 * A bearer token that may read all of the API: of a ServiceAccount made for it, which is
 * given the installation's own reader role and is removed when the command ends.
 * It is asked for by the TokenRequest path itself, which every kubectl and every cluster
 * since 1.20 understands (`kubectl create token` needs kubectl 1.24).
 * @throws LifecycleError when the user may not make it
 */
export async function createReaderToken(context: LifecycleContext): Promise<string> {
  const { kubectl, namespace, defer } = context;
  const manifest = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: toObjects(namespace) });
  defer(async () => {
    await kubectl.attempt(['delete', '-f', '-', '--ignore-not-found', '--wait=false'], {
      input: manifest,
    });
  });
  await kubectl.text(['apply', '-f', '-'], { input: manifest });
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${NAME}/token`;
  const request = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: SECONDS },
  };
  const answer = await kubectl.text(['create', '--raw', path, '-f', '-'], {
    input: JSON.stringify(request),
  });
  return (JSON.parse(answer) as { status: { token: string } }).status.token;
}

function toObjects(namespace: string): object[] {
  const labels = { 'app.kubernetes.io/part-of': 'kubemonitor' };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAME, namespace, labels } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ROLE },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace }],
    },
  ];
}
