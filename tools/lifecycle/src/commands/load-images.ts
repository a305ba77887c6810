import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitWords } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { findBuilder } from '../images/builder';
import { imageName, toSaveCommand } from '../images/image-commands';
import {
  findDestination,
  LOAD_TARGETS,
  toLoadCommand,
  type Destination,
  type LoadTarget,
} from '../images/loader';
import { LifecycleError } from '../lifecycle-error';
import { IMAGES, readVersion, type ImageTarget } from '../product';
import type { ImageOptions } from './build-images';

export interface LoadOptions extends ImageOptions {
  /** Where the images go; found from the context when left out. */
  readonly into?: LoadTarget;
  /** Words in front of the loading command: `sudo`, `ssh node-1 sudo`; several, one a node. */
  readonly exec?: readonly string[];
}

/** Puts both images into the cluster's nodes. */
export async function loadImages(
  context: LifecycleContext,
  options: LoadOptions,
): Promise<ExitCode> {
  const { runner, console, workspace, env, kubectl, defer } = context;
  const destination = await chooseDestination(context, options);
  if (destination.target === 'none') {
    console.warn(
      `context "${await kubectl.contextName()}" is neither minikube nor kind: no image is loaded. Push them to a registry the nodes reach (--prefix), or load them with --into containerd --exec "<how to run a command on a node>".`,
    );
    return EXIT.done;
  }
  const builder = await findBuilder(runner, options.builder ?? env['KUBEMONITOR_BUILDER']);
  const version = readVersion(workspace);
  const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-images-'));
  defer(() => Promise.resolve(rmSync(directory, { recursive: true, force: true })));
  const prefixes = readPrefixes(options.exec, env['KUBEMONITOR_NODE_EXEC']);
  for (const target of Object.keys(IMAGES) as ImageTarget[]) {
    const name = imageName(builder, { target, version, prefix: options.prefix ?? '' });
    const archive = join(directory, `${target}.tar`);
    console.say(`saving ${name}`);
    await runner.change(toSaveCommand(builder, name, archive), { timeoutMs: 0 });
    for (const prefix of prefixes) {
      const where =
        prefix.length === 0 ? destination.target : `${destination.target} by ${prefix.join(' ')}`;
      console.say(`loading ${name} into ${where}`);
      const inputFile = destination.target === 'containerd' ? archive : undefined;
      await runner.change(toLoadCommand(destination, archive, prefix), { inputFile, timeoutMs: 0 });
    }
    rmSync(archive, { force: true });
    if (!runner.isDryRun) console.print(`${name} is in the cluster`);
  }
  return EXIT.done;
}

/** What the user says; the name of a minikube or kind cluster is found in any case. */
async function chooseDestination(
  context: LifecycleContext,
  { into }: LoadOptions,
): Promise<Destination> {
  const target = into ?? readTarget(context.env['KUBEMONITOR_LOAD_INTO']);
  if (target === 'none' || target === 'containerd') return { target, cluster: '' };
  const found = await findDestination(context);
  return target === undefined ? found : { ...found, target };
}

/** @throws LifecycleError when it is none we know */
function readTarget(text: string | undefined): LoadTarget | undefined {
  if (text === undefined || text === '') return undefined;
  const target = LOAD_TARGETS.find((known) => known === text);
  if (target !== undefined) return target;
  throw new LifecycleError(
    `KUBEMONITOR_LOAD_INTO "${text}" is none of ${LOAD_TARGETS.join(', ')}.`,
    { exitCode: EXIT.badUsage },
  );
}

/** One list of words a node; one empty list when nothing stands in front. */
function readPrefixes(given: readonly string[] | undefined, fromEnv = ''): string[][] {
  const texts = given ?? (fromEnv === '' ? [] : [fromEnv]);
  return texts.length === 0 ? [[]] : texts.map(splitWords);
}
