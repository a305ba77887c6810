import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of what an installation consists of; `deploy/` says the same. */
export const PRODUCT = {
  namespace: 'kubemonitor',
  collector: 'resource-collector',
  api: 'monitor-api',
  service: 'monitor-api-service',
  nodePortService: 'monitor-api-nodeport',
  /** Label on every object of an installation. */
  partOf: 'app.kubernetes.io/part-of=kubemonitor',
} as const;

/** Images by the target of `deploy/docker/Dockerfile` that makes them. */
export const IMAGES = { api: 'kubemonitor-api', collector: 'kubemonitor-collector' } as const;

export type ImageTarget = keyof typeof IMAGES;

/**
 * The version in package.json of the workspace.
 * @throws SyntaxError when it is not JSON
 */
export function readVersion(workspace: string): string {
  const { version } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
