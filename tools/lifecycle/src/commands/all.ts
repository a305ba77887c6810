import { Option, type Command } from 'commander';
import type { LifecycleContext } from '../context';
import type { ExitCode } from '../exit-codes';
import { LOAD_TARGETS } from '../images/loader';
import { buildImages } from './build-images';
import { compare } from './compare';
import { deploy } from './deploy';
import { endToEnd } from './e2e';
import { loadImages } from './load-images';
import { loadTest } from './load-test';
import { logs } from './logs';
import { portForward } from './port-forward';
import { setupAll } from './setup-all';
import { setupEnvironment } from './setup-env';
import { shutdown } from './shutdown';
import { test } from './test';
import { testApi } from './test-api';

/** A command: how it is called, its options, and what it does. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  /** Declares options and arguments; returns the command for chaining. */
  readonly configure: (command: Command) => Command;
  /** @param options as commander reads what `configure` declared */
  readonly run: (
    context: LifecycleContext,
    options: never,
    args: readonly string[],
  ) => Promise<ExitCode>;
}

const addApiOptions = (command: Command): Command =>
  command
    .option('--url <url>', 'where the API answers; found when left out')
    .option(
      '--token <token>',
      'bearer token to read with; made when needed and left out (KUBEMONITOR_TOKEN)',
    );

const addImageOptions = (command: Command): Command =>
  command
    .option(
      '--builder <command>',
      'docker, podman, nerdctl or buildah, with options of its own; found when left out (KUBEMONITOR_BUILDER)',
    )
    .option('--prefix <text>', 'registry and path in front of the images’ names, ending in /');

const addBuildOptions = (command: Command): Command =>
  command
    .option('--builder-args <text>', 'more arguments for its build (KUBEMONITOR_BUILD_ARGS)')
    .option('--platform <list>', 'such as linux/amd64,linux/arm64');

const addLoadOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--into <where>',
        'found from the context when left out (KUBEMONITOR_LOAD_INTO)',
      ).choices(LOAD_TARGETS),
    )
    .option(
      '--exec <words>',
      'words before the loading command: sudo, "ssh node-1 sudo"; once a node (KUBEMONITOR_NODE_EXEC)',
      (text: string, earlier: string[] = []) => [...earlier, text],
    );

const addDeployOptions = (command: Command): Command =>
  command
    .option('--overlay <name>', 'folder of deploy/overlays: demo, production (KUBEMONITOR_OVERLAY)')
    .option('--file <path>', 'another manifest, instead')
    .option('--timeout <seconds>', 'how long to wait for the roll-out')
    .option('--restart', 'start the pods anew although the manifest is the same')
    .option('--replace-metrics-server', 'take metrics.k8s.io (kubectl top) from who answers it now')
    .option('--no-metrics-api', 'leave metrics.k8s.io as it is');

const addYes = (command: Command): Command =>
  command.option('--yes', 'install without asking, also metrics-server on minikube');

const addLoadImage = (command: Command): Command =>
  command.option('--image <name>', 'image of the test pods: any with busybox’s sh', 'busybox');

/** All commands in the order of a first installation. */
export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'setup-all',
    description: 'the whole way: environment, images, installation, checks, comparison',
    configure: (command) =>
      [addApiOptions, addImageOptions, addBuildOptions, addLoadOptions, addDeployOptions, addYes]
        .reduce((configured, add) => add(configured), command)
        .option('--skip-env', 'do not check what is installed')
        .option('--skip-build', 'do not build and load images')
        .option('--skip-deploy', 'do not apply manifests')
        .option('--skip-test', 'do not test and compare'),
    run: setupAll,
  },
  {
    name: 'setup-env',
    description: 'check what the other commands need, and offer to install it',
    configure: (command) =>
      addYes(command).option('--check', 'only check: code 4 when something is missing'),
    run: setupEnvironment,
  },
  {
    name: 'build-images',
    description: 'build the images of the API and the collector',
    configure: (command) => addBuildOptions(addImageOptions(command)),
    run: buildImages,
  },
  {
    name: 'load-images',
    description: 'put the images into the cluster’s nodes',
    configure: (command) => addLoadOptions(addImageOptions(command)),
    run: loadImages,
  },
  {
    name: 'deploy',
    description: 'apply the manifests and wait until everything runs',
    configure: addDeployOptions,
    run: deploy,
  },
  {
    name: 'test',
    description: 'check health and that every endpoint answers as described',
    configure: addApiOptions,
    run: test,
  },
  {
    name: 'test-api',
    description: 'show or save what every endpoint answers',
    configure: (command) =>
      addApiOptions(command).option('--save', 'write to result/api-test-<time>.txt'),
    run: testApi,
  },
  {
    name: 'compare',
    description: 'compare every endpoint with kubectl, kubelet and metrics.k8s.io',
    configure: (command) => addYes(addApiOptions(command)),
    run: compare,
  },
  {
    name: 'load-test',
    description: 'run pods with a known load and check that the API shows it',
    configure: (command) => addLoadImage(addApiOptions(command)),
    run: loadTest,
  },
  {
    name: 'port-forward',
    description: 'keep the API open on a port of this machine',
    configure: (command) =>
      command
        .option('--port <number>', 'port on this machine, 0 = any free one', '8080')
        .option('--address <address>', 'address on this machine', '127.0.0.1'),
    run: portForward,
  },
  {
    name: 'logs',
    description: 'show what the pods write',
    configure: (command) =>
      command
        .argument('[which]', 'all, api or collector', 'all')
        .option('-f, --follow', 'go on with what is written from now on')
        .option('--tail <lines>', 'newest lines of each pod', '100')
        .option('--previous', 'of the containers that ran before'),
    run: logs,
  },
  {
    name: 'shutdown',
    description: 'remove what kubemonitor made, and nothing else',
    configure: (command) =>
      command.option('--keep-data', 'leave the volume claims and the namespace'),
    run: shutdown,
  },
  {
    name: 'e2e',
    description: 'prove on a real cluster that every kind of pod is shown right, also under churn',
    configure: (command) =>
      addLoadImage(addApiOptions(command))
        .option('--scale <replicas>', 'pods of one scaling', '30')
        .option('--rounds <count>', 'how often it is scaled up and down', '4'),
    run: endToEnd,
  },
];
