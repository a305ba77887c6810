import { COLLECTOR_ENVIRONMENT } from '@kubemonitor/config';
import { createApiService } from '../objects/api-network';
import { createCollector, createCollectorPolicy } from '../objects/collector';
import { toEnvironment } from '../objects/environment';
import { API_PORT_NUMBER } from '../objects/ports';
import { createPatch, type Patch } from '../overlays/patch';
import { SCRAPED_LABEL } from './monitors';

/** Annotations a Prometheus without the operator may go by. */
function scrapeAnnotations(port: number, path: string): Record<string, string> {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(port),
    'prometheus.io/path': path,
  };
}

/** Port of the collector's probes, as its container names it. */
function healthPort(): number {
  const [container] = createCollector().spec?.template.spec?.containers ?? [];
  const port = container?.ports?.find(({ name }) => name === 'health')?.containerPort;
  if (port === undefined) throw new Error('the collector has no port "health"');
  return port;
}

/** Answers /metrics on the port of the probes. */
function createCollectorPatch(): Patch {
  const env = toEnvironment(COLLECTOR_ENVIRONMENT, { METRICS: 'true' });
  return createPatch('The collectors answer Prometheus.', createCollector(), {
    spec: {
      template: {
        metadata: { annotations: scrapeAnnotations(healthPort(), '/metrics/node') },
        spec: { containers: [{ name: 'collector', env }] },
      },
    },
  });
}

/** Whoever reaches the pods may scrape: what a collector tells has no names in it. */
function createPolicyPatch(): Patch {
  return createPatch('Prometheus may connect to the collectors.', createCollectorPolicy(), {
    spec: { ingress: [{ ports: [{ protocol: 'TCP', port: healthPort() }] }] },
  });
}

/** The API's service, marked for its ServiceMonitor. */
function createServicePatch(): Patch {
  const service = createApiService();
  const { apiVersion, kind, metadata } = service;
  return {
    target: service,
    note: 'The service Prometheus finds the API by.',
    body: {
      apiVersion,
      kind,
      metadata: {
        name: metadata?.name,
        namespace: metadata?.namespace,
        labels: SCRAPED_LABEL,
        annotations: scrapeAnnotations(API_PORT_NUMBER, '/metrics'),
      },
    },
  };
}

/** What the overlay changes of the default install, by file. */
export function createPrometheusPatches(): ReadonlyMap<string, Patch> {
  return new Map([
    ['collector.yaml', createCollectorPatch()],
    ['collector-policy.yaml', createPolicyPatch()],
    ['api-service.yaml', createServicePatch()],
  ]);
}
