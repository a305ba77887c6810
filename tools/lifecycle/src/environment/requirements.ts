import { CommandError, type CommandRunner } from '@kubemonitor/compare';

/** Something the commands need on this machine. */
export interface Requirement {
  readonly name: string;
  readonly purpose: string;
  /** Its version or another sign that it works; undefined when it does not. */
  readonly find: (runner: CommandRunner) => Promise<string | undefined>;
  /** Shell commands that install it on Debian and Ubuntu, for a processor as Node.js calls it. */
  readonly installs?: (architecture: string) => readonly string[];
  /** What to do by hand. */
  readonly advice: string;
}

const SUDO = process.getuid?.() === 0 ? '' : 'sudo ';
const KUBECTL_VERSION = 'v1.34.1';

/** `amd64`, as Kubernetes names processors. */
function toGoName(architecture: string): string {
  return architecture === 'x64' ? 'amd64' : architecture;
}

/** The first of several commands that works, and the first line it writes. */
function findFirst(...commands: readonly (readonly string[])[]): Requirement['find'] {
  return async (runner) => {
    for (const words of commands) {
      const result = await runner.read(words, { timeoutMs: 20_000 }).catch((error: unknown) => {
        if (error instanceof CommandError) return undefined;
        throw error;
      });
      if (result?.code === 0) return `${words[0]} ${result.stdout.trim().split('\n')[0]}`;
    }
    return undefined;
  };
}

/** A release file that is checked against the sum its makers publish beside it, then installed. */
function installBinary(name: string, url: string, checksumUrl: string): string[] {
  const file = `/tmp/kubemonitor-${name}`;
  return [
    `curl -fsSL -o ${file} ${url}`,
    `echo "$(curl -fsSL ${checksumUrl} | cut -d' ' -f1)  ${file}" | sha256sum --check`,
    `${SUDO}install -m 0755 ${file} /usr/local/bin/${name} && rm ${file}`,
  ];
}

/** What the commands need, in the order it is installed. */
export const REQUIREMENTS: readonly Requirement[] = [
  {
    name: 'Node.js',
    purpose: 'runs these commands',
    find: () => Promise.resolve(process.version),
    advice: 'Install Node.js 24 from https://nodejs.org.',
  },
  {
    name: 'image builder (docker, podman, nerdctl or buildah)',
    purpose: 'builds the images',
    find: findFirst(
      ['docker', 'version', '--format', '{{.Server.Version}}'],
      ['podman', '--version'],
      ['nerdctl', '--version'],
      ['buildah', '--version'],
    ),
    installs: () => [`${SUDO}apt-get update`, `${SUDO}apt-get install --yes podman`],
    advice:
      'Start docker (on WSL: Docker Desktop with WSL integration), or `sudo apt install podman`.',
  },
  {
    name: 'kubectl',
    purpose: 'speaks to the cluster',
    find: findFirst(['kubectl', 'version', '--client']),
    installs: (architecture) => {
      const url = `https://dl.k8s.io/release/${KUBECTL_VERSION}/bin/linux/${toGoName(architecture)}/kubectl`;
      return installBinary('kubectl', url, `${url}.sha256`);
    },
    advice: 'https://kubernetes.io/docs/tasks/tools/',
  },
  {
    name: 'a cluster (any that answers, else minikube or kind)',
    purpose: 'what kubemonitor is installed into',
    find: findFirst(
      ['kubectl', 'get', 'nodes', '--no-headers', '--request-timeout=5s'],
      ['minikube', 'version', '--short'],
      ['kind', 'version'],
    ),
    installs: (architecture) => {
      const file = `minikube-linux-${toGoName(architecture)}`;
      const url = `https://storage.googleapis.com/minikube/releases/latest/${file}`;
      return [...installBinary('minikube', url, `${url}.sha256`), 'minikube start'];
    },
    advice:
      'https://minikube.sigs.k8s.io/docs/start/, then `minikube start`; or point KUBECONFIG to a cluster.',
  },
];
