import { parseBuilder } from './builder';
import { imageName, toBuildCommand, toSaveCommand } from './image-commands';
import { recognize, toLoadCommand } from './loader';

const request = { target: 'api', version: '1.2.3', prefix: '', extra: ['--no-cache'] } as const;

describe('parseBuilder', () => {
  it('knows a builder by its name among the words', () => {
    expect(parseBuilder('sudo /usr/bin/buildah --root "/a b"')).toEqual({
      kind: 'buildah',
      words: ['sudo', '/usr/bin/buildah', '--root', '/a b'],
    });
    expect(() => parseBuilder('kaniko')).toThrow('"kaniko" is none of docker');
  });
});

describe('commands', () => {
  const buildah = parseBuilder('buildah');
  const docker = parseBuilder('docker');

  it('names short images so that Kubernetes finds them under their short name', () => {
    expect(imageName(docker, request)).toBe('kubemonitor-api:1.2.3');
    expect(imageName(buildah, request)).toBe('docker.io/library/kubemonitor-api:1.2.3');
    expect(imageName(buildah, { ...request, prefix: 'ghcr.io/me/' })).toBe(
      'ghcr.io/me/kubemonitor-api:1.2.3',
    );
  });

  it('builds a target of the one Dockerfile', () => {
    expect(toBuildCommand(docker, { ...request, platform: 'linux/arm64' })).toEqual([
      ...['docker', 'build', '--file', 'deploy/docker/Dockerfile', '--target', 'api'],
      ...['--tag', 'kubemonitor-api:1.2.3', '--build-arg', 'VERSION=1.2.3'],
      ...['--platform', 'linux/arm64', '--no-cache', '.'],
    ]);
  });

  it('saves with the name inside the archive', () => {
    expect(toSaveCommand(buildah, 'a:1', '/tmp/x.tar')).toEqual([
      ...['buildah', 'push', '--quiet', 'a:1', 'docker-archive:/tmp/x.tar:a:1'],
    ]);
    expect(toSaveCommand(docker, 'a:1', '/x')).toEqual(['docker', 'save', '--output', '/x', 'a:1']);
  });
});

describe('where images go', () => {
  const node = (labels: Record<string, string>) => ({
    metadata: { name: 'n', uid: 'u', labels },
    status: {},
  });

  it.each([
    ['demo', [node({ 'minikube.k8s.io/name': 'demo' })], { target: 'minikube', cluster: 'demo' }],
    ['kind-one', [node({})], { target: 'kind', cluster: 'one' }],
    ['prod', [node({})], { target: 'none', cluster: 'prod' }],
  ])('%s', (context, nodes, destination) => {
    expect(recognize(context, nodes)).toEqual(destination);
  });

  it('pipes an archive into containerd by whatever reaches the node', () => {
    const destination = { target: 'containerd', cluster: '' } as const;
    expect(toLoadCommand(destination, '/x.tar', ['ssh', 'n1', 'sudo'])).toEqual([
      ...['ssh', 'n1', 'sudo', 'ctr', '--namespace', 'k8s.io', 'images', 'import', '-'],
    ]);
  });
});
