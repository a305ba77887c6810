/** Namespace of the load test; nothing else is ever put into it. */
export const LOAD_NAMESPACE = 'kubemonitor-load-test';

/** What the pods of the load test do, in base units. */
export const LOADS = {
  cpuLimitMillicores: 200,
  memoryBytes: 40 * 1_024 * 1_024,
  /** Written to disk, and fetched over the network, in one round. */
  diskBytesARound: 1_024 * 1_024,
  networkBytesARound: 1_024 * 1_024,
} as const;

const MIB = 1_024 * 1_024;

/** Each round prints how many there have been: its log says what really happened, and when. */
const DISK = `n=0; while :; do dd if=/dev/zero of=/data/f bs=64k count=16 conv=fsync 2>/dev/null && n=$((n+1)); echo $n; sleep 1; done`;
const NETWORK = `n=0; while :; do wget -q -O /dev/null http://$SERVER_SERVICE_HOST:8080/f && n=$((n+1)) && echo $n; sleep 1; done`;
const SERVE = `dd if=/dev/zero of=/data/f bs=1M count=1 2>/dev/null; exec httpd -f -p 8080 -h /data`;
const MEMORY = `dd if=/dev/zero of=/memory/f bs=1M count=${LOADS.memoryBytes / MIB} 2>/dev/null; while :; do sleep 3600; done`;
const CPU = 'while :; do :; done';

/** The objects of the load test, as one list for `kubectl apply`. The first has to exist before the others. */
export function toLoadManifest(image: string): object {
  const labels = { 'app.kubernetes.io/part-of': 'kubemonitor-load-test' };
  const metadata = (name: string) => ({
    name,
    namespace: LOAD_NAMESPACE,
    labels: { ...labels, load: name },
  });
  const pod = (
    name: string,
    script: string,
    more: { limits: object; medium?: string; at?: string },
  ) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(name),
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['sh', '-c', script],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: more.limits },
          volumeMounts: [{ name: 'scratch', mountPath: more.at ?? '/data' }],
        },
      ],
      volumes: [
        { name: 'scratch', emptyDir: more.medium === undefined ? {} : { medium: more.medium } },
      ],
    },
  });
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: LOAD_NAMESPACE, labels } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata('server'),
        spec: { selector: { load: 'server' }, ports: [{ port: 8080 }] },
      },
      pod('server', SERVE, { limits: { memory: '64Mi' } }),
      pod('cpu', CPU, { limits: { cpu: `${LOADS.cpuLimitMillicores}m`, memory: '64Mi' } }),
      pod('disk', DISK, { limits: { memory: '64Mi' } }),
      pod('network', NETWORK, { limits: { memory: '64Mi' } }),
      pod('memory', MEMORY, { limits: { memory: '128Mi' }, medium: 'Memory', at: '/memory' }),
    ],
  };
}
