import { EXIT } from '../exit-codes';
import { createFakeKubectl, type FakeKubectl } from '../testing/fake-kubectl';
import { startServer, type TestServer } from '@kubemonitor/peer-programs';
import { findUrl } from './find-url';

let fake: FakeKubectl;
let server: TestServer;
afterEach(async () => {
  fake.remove();
  await server.close();
});

const NODES = {
  when: 'get nodes',
  stdout: JSON.stringify({
    items: [
      {
        metadata: { name: 'n', uid: 'n', labels: {} },
        status: { addresses: [{ type: 'Hostname', address: 'n' }] },
      },
    ],
  }),
};

function nodePort(port: number) {
  const stdout = JSON.stringify({ spec: { ports: [{ port: 80, nodePort: port }] } });
  return { when: 'get service monitor-api-nodeport', stdout };
}

const startApi = () =>
  startServer((_, response) =>
    response.end('{"paths":{"/api/namespaces/{namespace}/workloads":{}}}'),
  );

it('takes what the user says', async () => {
  server = await startApi();
  fake = createFakeKubectl([]);
  expect(await findUrl(fake.context, 'http://somewhere')).toEqual({
    url: 'http://somewhere',
    how: '--url',
  });
  expect(fake.calls()).toEqual([]);
});

it('finds the NodePort on the loopback', async () => {
  server = await startApi();
  fake = createFakeKubectl([NODES, nodePort(server.port)]);
  expect(await findUrl(fake.context, undefined)).toEqual({ url: server.url, how: 'NodePort' });
});

it('does not take another program on that port for the API, and forwards a port instead', async () => {
  server = await startServer((_, response) => response.end('welcome'));
  fake = createFakeKubectl([
    NODES,
    nodePort(server.port),
    { when: 'get service monitor-api-service', stdout: '{"spec":{"ports":[{"port":80}]}}' },
    { when: 'port-forward', stdout: 'Forwarding from 127.0.0.1:40123 -> 8080\n' },
  ]);
  expect(await findUrl(fake.context, undefined)).toEqual({
    url: 'http://127.0.0.1:40123',
    how: 'a port-forward of its own',
  });
  expect(fake.calls().at(-1)).toBe(
    'port-forward --namespace=kubemonitor --address=127.0.0.1 --pod-running-timeout=10s service/monitor-api-service :80',
  );
});

it('says that it is not installed', async () => {
  server = await startApi();
  fake = createFakeKubectl([NODES, { when: 'get service', stderr: 'not found', code: 1 }]);
  await expect(findUrl(fake.context, undefined)).rejects.toMatchObject({
    message: 'kubemonitor is not installed in namespace kubemonitor.',
    exitCode: EXIT.missing,
  });
});
