import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { buildImages, type BuildOptions } from './build-images';
import { compare, type CompareOptions } from './compare';
import { deploy, type DeployOptions } from './deploy';
import { loadImages, type LoadOptions } from './load-images';
import { setupEnvironment, type SetupOptions } from './setup-env';
import { test } from './test';
import { testApi } from './test-api';

export interface SetupAllOptions
  extends SetupOptions, BuildOptions, LoadOptions, DeployOptions, CompareOptions {
  readonly skipEnv?: boolean;
  readonly skipBuild?: boolean;
  readonly skipDeploy?: boolean;
  readonly skipTest?: boolean;
}

/** kubelet's figures of pods that were just started are not yet of a full window. */
const SETTLE_MS = 60_000;

/** The whole way: what is needed, images, installation, checks, comparison. It ends at the first fault. */
export async function setupAll(
  context: LifecycleContext,
  options: SetupAllOptions,
): Promise<ExitCode> {
  const { console, clock, runner } = context;
  const isBuilt = options.skipBuild !== true;
  const settle = async (): Promise<ExitCode> => {
    console.say(`letting the new pods run for ${SETTLE_MS / 1_000} s before they are compared`);
    if (!runner.isDryRun) await clock.sleep(SETTLE_MS);
    return EXIT.done;
  };
  const steps: readonly (readonly [string, boolean, () => Promise<ExitCode>])[] = [
    ['setup-env', options.skipEnv !== true, () => setupEnvironment(context, options)],
    ['build-images', isBuilt, () => buildImages(context, options)],
    ['load-images', isBuilt, () => loadImages(context, options)],
    [
      'deploy',
      options.skipDeploy !== true,
      () => deploy(context, { ...options, restart: isBuilt || options.restart }),
    ],
    ['test', options.skipTest !== true, () => test(context, options)],
    [
      'test-api --save',
      options.skipTest !== true,
      () => testApi(context, { ...options, save: true }),
    ],
    ['settle', options.skipTest !== true && options.skipDeploy !== true, settle],
    ['compare', options.skipTest !== true, () => compare(context, options)],
  ];
  for (const [name, isWanted, run] of steps) {
    if (!isWanted) {
      console.say(`skipped: ${name}`);
      continue;
    }
    console.say(console.colours.bold(name));
    const code = await run();
    if (code !== EXIT.done) {
      console.print(`setup-all ended at ${name} with code ${code}`);
      return code;
    }
  }
  console.print('setup-all: everything went well');
  return EXIT.done;
}
