import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInClusterSettings } from './in-cluster';
import { readKubeconfig } from './kubeconfig';
import { readConnection } from './read-connection';
import { TokenFile } from './token-file';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connection-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A kubeconfig with one context; `cluster` and `user` are lines of their entries. */
function kubeconfig(cluster: readonly string[], user: readonly string[] = []): string {
  return write(
    'config',
    [
      'apiVersion: v1',
      'kind: Config',
      'current-context: here',
      'contexts:',
      '- {name: elsewhere, context: {cluster: other, user: other}}',
      '- {name: here, context: {cluster: one, user: me}}',
      'clusters:',
      '- name: one',
      '  cluster:',
      ...['server: "https://api.test:6443"', ...cluster].map((line) => `    ${line}`),
      'users:',
      '- name: me',
      user.length === 0 ? '  user: {}' : '  user:',
      ...user.map((line) => `    ${line}`),
    ].join('\n'),
  );
}

describe('readKubeconfig', () => {
  it('takes the context that is named', () => {
    const path = kubeconfig([]);
    expect(readKubeconfig(path, 'here').server.href).toBe('https://api.test:6443/');
    expect(() => readKubeconfig(path, 'elsewhere')).toThrow('has no cluster "other"');
    expect(() => readKubeconfig(path, 'nowhere')).toThrow('has no context "nowhere"');
  });

  it('takes the data that stand in the file, and a token', () => {
    const settings = readKubeconfig(
      kubeconfig(
        [`certificate-authority-data: ${base64('CA')}`, 'tls-server-name: name.test'],
        [
          `client-certificate-data: ${base64('CERT')}`,
          `client-key-data: ${base64('KEY')}`,
          'token: secret',
        ],
      ),
    );
    expect(settings.server.href).toBe('https://api.test:6443/');
    expect(settings.tls).toEqual({
      ca: Buffer.from('CA'),
      cert: Buffer.from('CERT'),
      key: Buffer.from('KEY'),
      servername: 'name.test',
      rejectUnauthorized: true,
    });
    expect(settings.readToken?.()).toBe('secret');
  });

  it('takes the files it names, which lie beside it', () => {
    mkdirSync(join(folder, 'pki'));
    write('pki/ca.pem', 'CA');
    const absolute = write('client.pem', 'CERT');
    write('client.key', 'KEY');
    write('token', 'from-file\n');
    const settings = readKubeconfig(
      kubeconfig(
        ['certificate-authority: pki/ca.pem'],
        [
          `client-certificate: ${absolute}`,
          'client-key: client.key',
          'tokenFile: token',
          'token: overruled',
        ],
      ),
    );
    expect(settings.tls).toMatchObject({
      ca: Buffer.from('CA'),
      cert: Buffer.from('CERT'),
      key: Buffer.from('KEY'),
    });
    expect(settings.readToken?.()).toBe('from-file');
    write('token', 'next');
    expect(settings.readToken?.()).toBe('next');
  });

  it('trusts anybody when it is told to, and needs no user', () => {
    const settings = readKubeconfig(kubeconfig(['insecure-skip-tls-verify: true']));
    expect(settings.tls.rejectUnauthorized).toBe(false);
    expect(settings.readToken).toBeUndefined();
  });

  it.each([
    [['exec: {command: aws}'], /"exec" of a user is not supported/],
    [['auth-provider: {name: oidc}'], /"auth-provider" of a user is not supported/],
    [['username: admin', 'password: x'], /"username" of a user is not supported/],
    [['as: somebody'], /"as" of a user is not supported/],
    [['client-key: missing.key'], /missing\.key cannot be read/],
    [['tokenFile: missing-token'], /missing-token cannot be read/],
  ])('refuses a user with %j', (user, message) => {
    const read = () => readKubeconfig(kubeconfig([], user));
    expect(read).toThrow(expect.objectContaining({ reason: 'BadSettings' }));
    expect(read).toThrow(message);
  });

  it.each([
    ['a proxy', kubeconfig.bind(null, ['proxy-url: "http://proxy"']), /"proxy-url" of a cluster/],
    ['no YAML', () => write('config', 'a: ['), /is no YAML/],
    ['a text', () => write('config', 'hello'), /is no kubeconfig/],
    ['no context', () => write('config', 'kind: Config'), /has no current-context/],
    [
      'lists that are none',
      () => write('config', 'current-context: a\ncontexts: 1'),
      /context "a"/,
    ],
    [
      'a context that is not there',
      () => write('config', 'current-context: a\ncontexts: [{name: b}]'),
      /has no context "a"/,
    ],
    [
      'a cluster that is not there',
      () => write('config', 'current-context: a\ncontexts: [{name: a, context: {cluster: c}}]'),
      /has no cluster "c"/,
    ],
    [
      'no server',
      () =>
        write(
          'config',
          'current-context: a\ncontexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c}]',
        ),
      /server: "" is no http or https URL/,
    ],
    ['nothing at all', () => join(folder, 'missing'), /missing cannot be read/],
  ])('refuses a file with %s', (_case, make, message) => {
    expect(() => readKubeconfig(make())).toThrow(message);
  });
});

describe('readInClusterSettings', () => {
  beforeEach(() => {
    write('ca.crt', 'CA');
    write('token', 'pod-token');
  });

  it.each([
    ['10.96.0.1', '443', 'https://10.96.0.1/'],
    ['fd00:10:96::1', '6443', 'https://[fd00:10:96::1]:6443/'],
    ['api.test', '8443', 'https://api.test:8443/'],
  ])('finds the API server at %s', (host, port, url) => {
    const settings = readInClusterSettings({ host, port }, folder);
    expect(settings.server.href).toBe(url);
    expect(settings.tls).toEqual({ ca: Buffer.from('CA'), rejectUnauthorized: true });
    expect(settings.readToken?.()).toBe('pod-token');
  });

  it('says what is missing', () => {
    rmSync(join(folder, 'ca.crt'));
    const read = () => readInClusterSettings({ host: '10.96.0.1', port: '443' }, folder);
    expect(read).toThrow(/ca\.crt cannot be read/);
    rmSync(join(folder, 'token'));
    expect(read).toThrow(/token cannot be read/);
    write('token', 'two words');
    expect(read).toThrow(/token holds no token/);
  });
});

describe('TokenFile', () => {
  it('reads a token again when the kubelet has exchanged the link to it', () => {
    for (const [version, token] of [
      ['..1', 'one'],
      ['..2', 'two'],
    ]) {
      mkdirSync(join(folder, version));
      write(`${version}/token`, token);
    }
    symlinkSync('..1', join(folder, '..data'));
    symlinkSync('..data/token', join(folder, 'token'));
    const file = new TokenFile(join(folder, 'token'));
    expect(file.read()).toBe('one');
    symlinkSync('..2', join(folder, '..data_tmp'));
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    expect(file.read()).toBe('two');
  });
});

describe('readConnection', () => {
  it('takes the kubeconfig first', () => {
    const environment = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
    const { server } = readConnection({ kubeconfig: kubeconfig([]), environment });
    expect(server.href).toBe('https://api.test:6443/');
  });

  it('says that there is no way', () => {
    expect(() => readConnection({ kubeconfig: undefined, environment: {} })).toThrow(
      'No way to the Kubernetes API server: KUBECONFIG names no file, and this is no pod',
    );
  });
});
