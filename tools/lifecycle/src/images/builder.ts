import { basename } from 'node:path';
import { CommandError, type CommandRunner, splitWords } from '@kubemonitor/compare';
import { EXIT } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';

export const BUILDER_KINDS = ['docker', 'podman', 'nerdctl', 'buildah'] as const;
export type BuilderKind = (typeof BUILDER_KINDS)[number];

/** A program that builds images. */
export interface Builder {
  readonly kind: BuilderKind;
  /** First words of its command, with options of its own such as where it keeps images. */
  readonly words: readonly string[];
}

/** Asks whether a builder works; docker's client may be there without its daemon. */
const PROBE: Readonly<Record<BuilderKind, readonly string[]>> = {
  docker: ['version', '--format', '{{.Server.Version}}'],
  podman: ['version', '--format', '{{.Client.Version}}'],
  nerdctl: ['info'],
  buildah: ['--version'],
};

/**
 * Reads `--builder`: a program, with options if need be, whose name says what it is.
 * @throws LifecycleError when it is none we know
 */
export function parseBuilder(text: string): Builder {
  const words = splitWords(text);
  const kind = BUILDER_KINDS.find((known) => words.some((word) => basename(word) === known));
  if (kind === undefined) {
    throw new LifecycleError(`"${text}" is none of ${BUILDER_KINDS.join(', ')}.`, {
      exitCode: EXIT.badUsage,
    });
  }
  return { kind, words };
}

/**
 * The builder the user names, or the first on this machine that works.
 * @throws LifecycleError when there is none
 */
export async function findBuilder(
  runner: CommandRunner,
  given: string | undefined,
): Promise<Builder> {
  if (given !== undefined) return parseBuilder(given);
  for (const kind of BUILDER_KINDS) {
    const words = [kind];
    const result = await runner
      .read([...words, ...PROBE[kind]], { timeoutMs: 15_000 })
      .catch((error: unknown) => {
        if (error instanceof CommandError) return undefined;
        throw error;
      });
    if (result?.code === 0) return { kind, words };
  }
  throw new LifecycleError(`None of ${BUILDER_KINDS.join(', ')} works on this machine.`, {
    exitCode: EXIT.missing,
    remedy:
      'Start docker, or install one (`npm run k8s -- setup-env`); `--builder` names one that lies elsewhere.',
  });
}
