import { renderYaml, type YamlDocument } from '../output/yaml';
import type { ValidatedObject } from '../resource';
import { createScraperAccount, createScraperBinding, createScraperToken } from './access';
import { createApiMonitor, createCollectorMonitor } from './monitors';
import { createPrometheusPatches } from './patches';

const FOLDER = 'deploy/overlays/prometheus';

/** @throws when the object is not what the schema of its kind says */
function toDocument(note: string, object: ValidatedObject): YamlDocument {
  object.validate();
  return { note, content: object.toJSON() };
}

/**
 * The overlay for the Prometheus operator: the default install, scraped. It needs the
 * operator's ServiceMonitor and PodMonitor in the cluster.
 * @returns path from the repository's root, and content
 */
export function createPrometheusFiles(): [string, string][] {
  const patches = createPrometheusPatches();
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['../../base', 'access.yaml', 'monitors.yaml'],
    patches: [...patches.keys()].map((path) => ({ path })),
  };
  const access = [
    toDocument('Who Prometheus is to the API …', createScraperAccount()),
    toDocument('… the token it comes with …', createScraperToken()),
    toDocument('… and what it may read.', createScraperBinding()),
  ];
  const monitors = [
    { note: 'The API and the cluster it knows.', content: createApiMonitor() },
    { note: 'The collectors.', content: createCollectorMonitor() },
  ];
  return [
    [
      `${FOLDER}/kustomization.yaml`,
      renderYaml([
        {
          note: 'For a cluster with the Prometheus operator (docs/prometheus.md).',
          content: kustomization,
        },
      ]),
    ],
    [`${FOLDER}/access.yaml`, renderYaml(access)],
    [`${FOLDER}/monitors.yaml`, renderYaml(monitors)],
    ...[...patches].map(([file, { note, body }]): [string, string] => [
      `${FOLDER}/${file}`,
      renderYaml([{ note, content: body }]),
    ]),
  ];
}
