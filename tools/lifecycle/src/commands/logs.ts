import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';
import { PRODUCT } from '../product';

export interface LogsOptions {
  readonly follow?: boolean;
  readonly tail: string;
  /** Logs of the containers that ran before. */
  readonly previous?: boolean;
}

const SELECTORS: Readonly<Record<string, string>> = {
  all: PRODUCT.partOf,
  api: `app=${PRODUCT.api}`,
  collector: `app=${PRODUCT.collector}`,
};

/** Shows what the programs' pods write. */
export async function logs(
  { kubectl, console, namespace, runner }: LifecycleContext,
  { follow, tail, previous }: LogsOptions,
  [which = 'all']: readonly string[],
): Promise<ExitCode> {
  const selector = Object.hasOwn(SELECTORS, which) ? SELECTORS[which] : undefined;
  if (selector === undefined) {
    throw new LifecycleError(`"${which}" is none of ${Object.keys(SELECTORS).join(', ')}.`, {
      exitCode: EXIT.badUsage,
    });
  }
  const args = [
    'logs',
    `--namespace=${namespace}`,
    `--selector=${selector}`,
    '--prefix',
    `--tail=${tail}`,
    '--max-log-requests=50',
    ...(follow === true ? ['--follow'] : []),
    ...(previous === true ? ['--previous'] : []),
  ];
  if (runner.isDryRun) {
    console.print(`would run: ${kubectl.words(args).join(' ')}`);
    return EXIT.done;
  }
  const { code } = await runner.read(kubectl.words(args), { interactive: true, timeoutMs: 0 });
  return code === 0 ? EXIT.done : EXIT.failed;
}
