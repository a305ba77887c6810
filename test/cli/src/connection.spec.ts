import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubemonitor, openShop, type Shop } from './programs';

const PROXY = '/api/v1/namespaces/kubemonitor/services/monitor-api-service:http/proxy';
const TOKEN = 'token-of-the-user';

let shop: Shop;
let guarded: Shop;
let directory: string;
const servers: Server[] = [];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kubemonitor-connection-'));
  const tokens = join(directory, 'tokens');
  writeFileSync(tokens, `${TOKEN}\n`);
  shop = await openShop();
  guarded = await openShop({ AUTH_READ: 'token', READ_TOKENS_FILE: tokens });
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await shop.stop();
  await guarded.stop();
  rmSync(directory, { recursive: true });
});

type Special = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

/** An API server of Kubernetes, as far as its proxy goes: it keeps the caller's token for itself. */
async function startApiServer(behind: string, special: Special = () => false): Promise<string> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const isKnown = incoming.headers.authorization === `Bearer ${TOKEN}`;
      if (!isKnown)
        return void response.writeHead(401).end('{"kind":"Status","message":"Unauthorized"}');
      if (special(incoming, response, Buffer.concat(chunks).toString())) return;
      if (!incoming.url?.startsWith(PROXY)) return void response.writeHead(404).end('{}');
      const passed = request(`${behind}${incoming.url.slice(PROXY.length)}`, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      passed.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function writeKubeconfig(server: string, user: string = `{token: ${TOKEN}}`): string {
  const path = join(directory, `config-${Math.random()}`);
  writeFileSync(
    path,
    [
      'current-context: elsewhere',
      'contexts:',
      '- {name: here, context: {cluster: one, user: me}}',
      '- {name: elsewhere, context: {cluster: none, user: me}}',
      'clusters:',
      `- {name: one, cluster: {server: "${server}"}}`,
      '- {name: none, cluster: {server: "http://127.0.0.1:1"}}',
      'users:',
      `- {name: me, user: ${user}}`,
    ].join('\n'),
  );
  return path;
}

/** A kubectl whose port-forward leads to a server that is there already. */
function writeKubectl(url: string): string {
  const path = join(directory, `kubectl-${Math.random()}`);
  const port = new URL(url).port;
  writeFileSync(
    path,
    `#!/bin/sh\necho "Forwarding from 127.0.0.1:${port} -> 8080"\nexec sleep 60\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

const NODES = /^NAME .*\nworker-1 /;

it('goes through the service proxy of the context that is named', async () => {
  const config = writeKubeconfig(await startApiServer(shop.url));
  const ran = await kubemonitor(`top nodes --kubeconfig ${config} --context here`);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toMatch(NODES);
});

it('takes a port-forward where a token has to get through', async () => {
  const config = writeKubeconfig(await startApiServer(guarded.url));
  const env = { KUBECONFIG: config, KUBEMONITOR_KUBECTL: writeKubectl(guarded.url) };
  const ran = await kubemonitor('top nodes --context here', env);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toMatch(NODES);
});

it('takes a port-forward where only kubectl can log in', async () => {
  const config = writeKubeconfig('http://127.0.0.1:1', '{exec: {command: login}}');
  const env = { KUBECONFIG: config, KUBEMONITOR_KUBECTL: writeKubectl(shop.url) };
  const ran = await kubemonitor('top nodes --context here', env);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toMatch(NODES);
});

it('says what was tried when there is no way', async () => {
  const config = writeKubeconfig(
    await startApiServer(shop.url, (_, response) => {
      response.writeHead(403).end('{"kind":"Status","message":"services is forbidden"}');
      return true;
    }),
  );
  const env = { KUBECONFIG: config, KUBEMONITOR_KUBECTL: '/no/such/kubectl' };
  const ran = await kubemonitor('top nodes --context here', env);
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/Service proxy: you may not get services\/proxy\. Port-forward: /);
  expect(ran.stderr).toMatch(/\nwhat helps: Is kubemonitor installed/);
});

it.each([
  ['no server', () => '--server http://127.0.0.1:1', 3, /does not answer: connect ECONNREFUSED/],
  ['no address', () => '--server nope', 2, /"nope" is no http or https address/],
  ['no token', () => `--server ${guarded.url}`, 4, /answered 401: .*\nwhat helps: Give a token/],
  ['no token file', () => `--server ${shop.url} --token-file /nope`, 2, /\/nope cannot be read/],
  [
    'no context',
    () => `--kubeconfig ${writeKubeconfig('http://x')} --context y`,
    2,
    /has no context "y"/,
  ],
  ['no kubeconfig', () => '--kubeconfig /nope', 2, /\/nope cannot be read/],
])('%s: one line, and an exit code', async (_, options, code, message) => {
  const ran = await kubemonitor(`top nodes --timeout 5 ${options()}`);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(message);
});

it('sends a token of its own anywhere, one of the kubeconfig only where that was asked for', async () => {
  const file = join(directory, 'token');
  writeFileSync(file, `${TOKEN}\n`);
  const server = `--server ${guarded.url}`;
  expect(await kubemonitor(`top nodes ${server} --token-file ${file}`)).toMatchObject({ code: 0 });
  expect(await kubemonitor(`top nodes ${server}`, { KUBEMONITOR_TOKEN: TOKEN })).toMatchObject({
    code: 0,
  });
  const config = writeKubeconfig('http://127.0.0.1:1').replace(/$/, '');
  expect(await kubemonitor(`top nodes ${server}`, { KUBECONFIG: config })).toMatchObject({
    code: 4,
  });
  const asked = await kubemonitor(`top nodes ${server} --kubeconfig ${config} --context here`);
  expect(asked).toMatchObject({ code: 0 });
  const wrong = await kubemonitor(`top nodes ${server}`, { KUBEMONITOR_TOKEN: 'wrong-secret' });
  expect(wrong).toMatchObject({ code: 4 });
  expect(wrong.stdout + wrong.stderr).not.toContain('wrong-secret');
});

it('looks at the cluster: who answers kubectl top, and what you may do', async () => {
  const asked: string[] = [];
  const config = writeKubeconfig(
    await startApiServer(shop.url, ({ url, method }, response, body) => {
      if (url?.endsWith('/apiservices/v1beta1.metrics.k8s.io')) {
        const service = { namespace: 'kube-system', name: 'metrics-server' };
        const conditions = [
          { type: 'Available', status: 'False', reason: 'MissingEndpoints', message: 'none' },
        ];
        response.end(JSON.stringify({ spec: { service }, status: { conditions } }));
      } else if (method === 'POST') {
        const { spec } = JSON.parse(body) as {
          spec: { resourceAttributes: Record<string, string> };
        };
        const { verb, group, resource, subresource } = spec.resourceAttributes;
        asked.push(`${verb} ${group}/${resource}/${subresource ?? ''}`);
        response.end(JSON.stringify({ status: { allowed: resource !== 'services' } }));
      } else return false;
      return true;
    }),
  );
  const { code, stdout } = await kubemonitor(
    `doctor -o json --kubeconfig ${config} --context here`,
  );
  expect(code).toBe(6);
  const { findings } = JSON.parse(stdout) as {
    findings: { check: string; level: string; text: string }[];
  };
  const texts = findings.map(({ check, level, text }) => `${level} ${check}: ${text}`);
  expect(texts).toContain(
    'error metrics.k8s.io: v1beta1.metrics.k8s.io belongs to kube-system/metrics-server and is not available: MissingEndpoints none',
  );
  expect(texts).toContain(
    'warning rights: you may not get services/proxy in kubemonitor: to reach the API without a port-forward',
  );
  expect(texts).toContain('error agents: late by more than three intervals: worker-2 (27s)');
  expect(texts).toContain('ok cgroups: cgroup v2, driver systemd: worker-1, worker-2');
  // The clock of the recording stands still.
  expect(texts.find((text) => text.startsWith('error clock: the API'))).toBeDefined();
  expect(asked).toHaveLength(5);
});
