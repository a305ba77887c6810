import { splitWords, toPlainText } from '@kubemonitor/compare';
import { findBuilder } from '../images/builder';
import { imageName, toBuildCommand, toSizeCommand } from '../images/image-commands';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { IMAGES, readVersion, type ImageTarget } from '../product';

/** How images are named and which program makes them. */
export interface ImageOptions {
  /** Program that builds: docker, podman, nerdctl, buildah, with options of its own. */
  readonly builder?: string;
  /** Registry and path in front of the names. */
  readonly prefix?: string;
}

export interface BuildOptions extends ImageOptions {
  /** More arguments for the builder's build. */
  readonly builderArgs?: string;
  readonly platform?: string;
}

/** Builds both images. */
export async function buildImages(
  context: LifecycleContext,
  options: BuildOptions,
): Promise<ExitCode> {
  const { runner, console, workspace, env } = context;
  const builder = await findBuilder(runner, options.builder ?? env['KUBEMONITOR_BUILDER']);
  const version = readVersion(workspace);
  const extra = splitWords(options.builderArgs ?? env['KUBEMONITOR_BUILD_ARGS'] ?? '');
  const revision = await readRevision(context);
  for (const target of Object.keys(IMAGES) as ImageTarget[]) {
    const request = { target, version, prefix: options.prefix ?? '', platform: options.platform };
    const name = imageName(builder, request);
    console.say(`building ${name} with ${builder.kind}`);
    const words = toBuildCommand(builder, { ...request, extra, revision });
    await runner.change(words, {
      cwd: workspace,
      timeoutMs: 0,
      onLine: (line) => console.step(() => toPlainText(line)),
    });
    if (runner.isDryRun) continue;
    const { stdout } = await runner.read(toSizeCommand(builder, name));
    console.print(`${name}: ${describeSize(stdout.trim().split('\n')[0])}`);
  }
  return EXIT.done;
}

/** docker and podman print bytes, buildah a text. */
function describeSize(text: string): string {
  return /^\d+$/.test(text) ? `${(Number(text) / 1e6).toFixed(1)} MB` : text;
}

/** The commit the images are built from; undefined outside a git repository. */
async function readRevision({ runner, workspace }: LifecycleContext): Promise<string | undefined> {
  const { code, stdout } = await runner
    .read(['git', 'rev-parse', 'HEAD'], { cwd: workspace })
    .catch(() => ({ code: 1, stdout: '' }));
  return code === 0 ? stdout.trim() : undefined;
}
