import type { ComparisonContext } from './comparison-context';

const COMMANDS: readonly string[] = [
  'get nodes -o wide',
  'get namespaces',
  'get pods -A -o wide',
  'get deployments,statefulsets,daemonsets,jobs,cronjobs -A -o wide',
  'top nodes',
  'top pods -A --containers',
];

/** What kubectl shows, and kubelets' whole summaries, as text. A command that fails says why. */
export async function describeKubectl(
  { kubectl }: ComparisonContext,
  kubelets: readonly { readonly node: string; readonly raw: string }[],
): Promise<string> {
  const parts: string[] = [];
  for (const command of COMMANDS) {
    const { stdout, stderr } = await kubectl.attempt(command.split(' '));
    parts.push(`$ kubectl ${command}\n${stdout}${stderr}`);
  }
  const summaries = kubelets.map(
    ({ node, raw }) => `$ kubectl get --raw /api/v1/nodes/${node}/proxy/stats/summary\n${raw}`,
  );
  return [...parts, ...summaries].join('\n');
}
