import type { ApiClient } from '@kubemonitor/compare';
import { findingsOf, type Finding } from './finding';

/** What `/health` says. */
export interface Health {
  readonly identity: string;
  readonly uptime_seconds?: number;
  readonly store: Readonly<Record<string, number>>;
  readonly ingest: Readonly<Record<string, number>>;
  readonly cluster_watches?: readonly Watch[];
}

interface Watch {
  readonly resource: string;
  /** `waiting` = before another try, `denied` = no right. */
  readonly phase: string;
  readonly last_error?: { readonly reason: string };
}

/** Whether the API takes reports, and whether it sees the cluster. */
export async function checkApi(client: ApiClient, how: string, health: Health): Promise<Finding[]> {
  const { ok, warning, error } = findingsOf('api');
  const { status, text } = await client.request('get', '/readyz');
  const findings = [
    status === 200
      ? ok(`it answers at ${client.url} (${how}) and is ready`)
      : error(
          `it answers at ${client.url} (${how}) and is not ready: ${status} ${text.slice(0, 200)}`,
          'The log of its pod says what it waits for.',
        ),
  ];
  const watches = health.cluster_watches ?? [];
  const broken = watches.filter(({ phase }) => phase === 'denied' || phase === 'waiting');
  if (health.identity === 'none') {
    findings.push(
      warning(
        'nobody names the pods (IDENTITY_SOURCE=none)',
        'In a cluster set IDENTITY_SOURCE=kubernetes; on a single machine this is as it should be.',
      ),
    );
  }
  for (const { resource, phase, last_error: fault } of broken) {
    findings.push(
      warning(
        `it does not follow ${resource} of the cluster: ${phase} ${fault?.reason ?? ''}`.trim(),
        'Give its service account the rights of deploy/ (get, list, watch).',
      ),
    );
  }
  if (watches.length > 0 && broken.length === 0)
    findings.push(ok(`it follows ${watches.length} resources of the cluster`));
  return findings;
}

/** The version the API tells of itself; undefined where it does not. */
export async function readApiVersion(client: ApiClient): Promise<string | undefined> {
  try {
    const { info } = await client.get<{ readonly info?: { readonly version?: string } }>(
      '/openapi.json',
    );
    return info?.version;
  } catch {
    // The document may be switched off: a version that is not known is said so.
    return undefined;
  }
}
