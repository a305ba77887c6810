import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeKubectl, type FakeAnswer, type FakeKubectl } from '../testing/fake-kubectl';
import { registerMetricsApi } from './register';
import { withdrawMetricsApi } from './withdraw';

const METRICS_SERVER = {
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  insecureSkipTLSVerify: true,
  service: { namespace: 'kube-system', name: 'metrics-server', port: 443 },
};

const AVAILABLE = { conditions: [{ type: 'Available', status: 'True' }] };

function ours(name: string, annotations?: Record<string, string>): object {
  return {
    metadata: { name, annotations },
    spec: {
      caBundle: 'Y2E=',
      service: { namespace: 'kubemonitor', name: 'monitor-api-service', port: 443 },
    },
    status: AVAILABLE,
  };
}

function foreign(labels: Record<string, string> = {}): object {
  return {
    metadata: { name: 'v1beta1.metrics.k8s.io', labels },
    spec: METRICS_SERVER,
    status: AVAILABLE,
  };
}

/** A group that is none of ours, as every cluster has them. */
const LOCAL = { metadata: { name: 'v1.apps' }, spec: {} };

function registered(...items: object[]): FakeAnswer {
  return { when: 'get apiservices', stdout: JSON.stringify({ items: [LOCAL, ...items] }) };
}

const SERVICE: FakeAnswer = {
  when: 'get service monitor-api-service',
  stdout: '{"metadata":{},"spec":{"ports":[{"port":80},{"port":443}]}}',
};

let fake: FakeKubectl;
afterEach(() => fake.remove());

function start(...answers: FakeAnswer[]): void {
  fake = createFakeKubectl(answers);
  const folder = join(fake.context.workspace, 'deploy');
  mkdirSync(folder);
  writeFileSync(join(folder, 'metrics-api.yaml'), '');
}

const changes = () => fake.calls().filter((call) => !call.startsWith('get '));

describe('registerMetricsApi', () => {
  it('registers where it is registered already', async () => {
    start(SERVICE, registered(ours('v1beta1.metrics.k8s.io'), ours('v1.metrics.k8s.io')));
    await registerMetricsApi(fake.context, {});
    expect(changes()).toEqual([expect.stringMatching(/^apply -f .*deploy\/metrics-api.yaml$/)]);
    expect(fake.printed).toEqual([
      'kubectl top and autoscalers are answered by kubemonitor (metrics.k8s.io)',
    ]);
  });

  it('leaves another owner what he has, and says who that is', async () => {
    start(SERVICE, registered(foreign()));
    const warned: string[] = [];
    jest.spyOn(fake.context.console, 'warn').mockImplementation((line) => void warned.push(line));
    await registerMetricsApi(fake.context, {});
    expect(changes()).toEqual([]);
    expect(warned).toEqual([
      'v1beta1.metrics.k8s.io is answered by service kube-system/metrics-server and stays so; --replace-metrics-server takes it over',
    ]);
  });

  it('does not take the newer version either while another has the older one', async () => {
    start(SERVICE, registered(foreign(), ours('v1.metrics.k8s.io')));
    await registerMetricsApi(fake.context, {});
    expect(changes()).toEqual([]);
  });

  it('takes over when told to, and keeps what was there; gives it back when it is not served', async () => {
    start(SERVICE, registered(foreign()));
    await expect(registerMetricsApi(fake.context, { replaceMetricsServer: true })).rejects.toThrow(
      'metrics.k8s.io is not served: v1beta1.metrics.k8s.io has no certificate authority yet',
    );
    expect(changes()).toEqual([
      `annotate apiservice v1beta1.metrics.k8s.io --overwrite kubemonitor/replaced-spec=${JSON.stringify(METRICS_SERVER)}`,
      expect.stringMatching(/^apply -f /),
      'delete apiservice --ignore-not-found v1.metrics.k8s.io',
      'patch apiservice v1beta1.metrics.k8s.io --type=merge -p {"spec":{"caBundle":null,"insecureSkipTLSVerify":true,"group":"metrics.k8s.io","version":"v1beta1","service":{"namespace":"kube-system","name":"metrics-server","port":443}}}',
    ]);
  });

  it('changes nothing when it cannot see who answers', async () => {
    start(SERVICE, { when: 'get apiservices', stderr: 'apiservices is forbidden', code: 1 });
    await expect(registerMetricsApi(fake.context, {})).rejects.toThrow('forbidden');
    expect(changes()).toEqual([]);
  });

  it('changes nothing for an installation without the port', async () => {
    start({ when: SERVICE.when, stdout: '{"spec":{"ports":[{"port":80}]}}' }, registered());
    await registerMetricsApi(fake.context, {});
    expect(changes()).toEqual([]);
  });

  it('changes nothing when told so', async () => {
    start(SERVICE, registered());
    await registerMetricsApi(fake.context, { metricsApi: false });
    expect(fake.calls()).toEqual([]);
  });
});

describe('withdrawMetricsApi', () => {
  it('removes ours and tells how to get back what they replaced', async () => {
    const annotations = { 'kubemonitor/replaced-spec': JSON.stringify(METRICS_SERVER) };
    start(registered(ours('v1beta1.metrics.k8s.io', annotations), ours('v1.metrics.k8s.io')));
    await withdrawMetricsApi(fake.context);
    expect(changes()).toEqual([
      'delete apiservice --ignore-not-found v1beta1.metrics.k8s.io v1.metrics.k8s.io',
    ]);
    expect(fake.printed.join('\n')).toContain(
      `{"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{"name":"v1beta1.metrics.k8s.io"},"spec":${JSON.stringify(METRICS_SERVER)}}`,
    );
  });

  it('leaves one that was taken back though it still has our label', async () => {
    start(registered(foreign({ 'app.kubernetes.io/part-of': 'kubemonitor' })));
    await withdrawMetricsApi(fake.context);
    expect(changes()).toEqual([]);
  });
});
