import type { LifecycleContext } from '../context';
import {
  REPLACED_ANNOTATION,
  describeOwner,
  isOurs,
  readRegistrations,
  type Registration,
} from './registrations';

/**
 * Takes back the registrations of metrics.k8s.io that lead to the installation, before it ends:
 * one that nobody answers disturbs the whole cluster. Those of others stay, whatever their
 * labels say, and how to get back what was replaced is told.
 */
export async function withdrawMetricsApi(context: LifecycleContext): Promise<void> {
  const { kubectl, console, namespace } = context;
  const present = await readRegistrations(kubectl);
  const ours = present.filter((registration) => isOurs(registration, namespace));
  for (const registration of present.filter((one) => !ours.includes(one))) {
    console.say(`${registration.metadata.name} stays: it is of ${describeOwner(registration)}`);
  }
  if (ours.length === 0) return;
  const names = ours.map(({ metadata }) => metadata.name);
  const deleted = await kubectl.change(['delete', 'apiservice', '--ignore-not-found', ...names]);
  for (const line of deleted.trim().split('\n')) if (line !== '') console.print(line);
  for (const registration of ours) sayReplaced(context, registration);
}

function sayReplaced({ console }: LifecycleContext, { metadata }: Registration): void {
  const text = metadata.annotations?.[REPLACED_ANNOTATION];
  if (text === undefined) return;
  const spec: unknown = JSON.parse(text);
  const manifest = {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: metadata.name },
    spec,
  };
  console.print(
    `${metadata.name} was somebody else's before. To give it back, install that again (metrics-server: its own manifest or Helm), or where it still runs:`,
  );
  console.print(`kubectl apply -f - <<'END'\n${JSON.stringify(manifest)}\nEND`);
}
