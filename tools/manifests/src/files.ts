import { createBase, createMetricsApi } from './base';
import { createDashboardFiles } from './grafana/dashboard';
import { renderYaml } from './output/yaml';
import type { YamlDocument } from './output/yaml';
import { createOverlays } from './overlays/overlays';
import type { Overlay } from './overlays/overlays';
import { createPrometheusFiles } from './prometheus/overlay';
import { describeObject } from './resource';
import type { Resource } from './resource';

const BASE_FOLDER = 'deploy/base';
const OVERLAYS_FOLDER = 'deploy/overlays';
const PATH_FROM_OVERLAY_TO_BASE = '../../base';

/** An object is not what the schema of its kind says. */
export class ManifestError extends Error {
  readonly code = 'bad_manifest';
}

/** The resource as a document of a file. @throws ManifestError naming the object and the field. */
export function toDocument({ note, object }: Resource): YamlDocument {
  try {
    object.validate();
  } catch (cause) {
    throw new ManifestError(`${describeObject(object)}: ${(cause as Error).message}`, { cause });
  }
  return { note, content: object.toJSON() };
}

/** A `kustomization.yaml`. Patches by `path` need kubectl 1.21 or newer, or Kustomize 4. */
function renderKustomization(
  note: string,
  resources: readonly string[],
  patches: readonly string[],
): string {
  const content = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    ...(patches.length === 0 ? {} : { patches: patches.map((path) => ({ path })) }),
  };
  return renderYaml([{ note, content }]);
}

function createOverlayFiles(name: string, { note, patches }: Overlay): [string, string][] {
  const folder = `${OVERLAYS_FOLDER}/${name}`;
  const kustomization = renderKustomization(note, [PATH_FROM_OVERLAY_TO_BASE], [...patches.keys()]);
  return [
    [`${folder}/kustomization.yaml`, kustomization],
    ...[...patches].map(([file, patch]): [string, string] => [
      `${folder}/${file}`,
      renderYaml([{ note: patch.note, content: patch.body }]),
    ]),
  ];
}

/**
 * Every generated file of `deploy`: path from the repository's root to content.
 * @throws ManifestError when an object is not valid.
 */
export function createFiles(): ReadonlyMap<string, string> {
  const base = [...createBase()].map(([file, resources]) => ({
    file,
    documents: resources.map(toDocument),
  }));
  return new Map([
    ['deploy/monitor.yaml', renderYaml(base.flatMap(({ documents }) => documents))],
    ['deploy/metrics-api.yaml', renderYaml(createMetricsApi().map(toDocument))],
    [
      `${BASE_FOLDER}/kustomization.yaml`,
      renderKustomization(
        'The default install, the same as deploy/monitor.yaml.',
        [...base.map(({ file }) => file)],
        [],
      ),
    ],
    ...base.map(({ file, documents }): [string, string] => [
      `${BASE_FOLDER}/${file}`,
      renderYaml(documents),
    ]),
    ...[...createOverlays()].flatMap(([name, overlay]) => createOverlayFiles(name, overlay)),
    ...createPrometheusFiles(),
    ...createDashboardFiles(),
  ]);
}
