import { toPlainText } from '@kubemonitor/compare';
import { describeSystem, type SystemKind } from '../environment/system';
import { REQUIREMENTS, type Requirement } from '../environment/requirements';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';

export interface SetupOptions {
  /** Install without asking. */
  readonly yes?: boolean;
  /** Only say what is there. */
  readonly check?: boolean;
}

/** Checks what the other commands need, explains what is missing, and installs it when told to. */
export async function setupEnvironment(
  context: LifecycleContext,
  { yes, check }: SetupOptions,
): Promise<ExitCode> {
  const { console, runner } = context;
  const system = describeSystem();
  console.print(`system: ${system.name}`);
  const missing: Requirement[] = [];
  for (const requirement of REQUIREMENTS) {
    const found = await requirement.find(runner);
    const { colours } = console;
    console.print(
      found === undefined
        ? colours.yellow(`✗ ${requirement.name}: missing — ${requirement.purpose}`)
        : `${colours.green('✓')} ${requirement.name}: ${found}`,
    );
    if (found === undefined) missing.push(requirement);
  }
  if (missing.length === 0) return EXIT.done;
  if (check === true) return EXIT.missing;
  for (const requirement of missing) await install(context, requirement, system.kind, yes === true);
  return EXIT.done;
}

/** @throws LifecycleError when it is not installed in the end */
async function install(
  { console, runner, confirm }: LifecycleContext,
  { name, installs, advice, find }: Requirement,
  system: SystemKind,
  isAgreed: boolean,
): Promise<void> {
  const commands = system === 'other' ? undefined : installs?.(process.arch);
  if (commands === undefined) {
    throw new LifecycleError(`${name} is missing and is not installed by this command here.`, {
      exitCode: EXIT.missing,
      remedy: advice,
    });
  }
  console.print(`${name} would be installed by:`);
  commands.forEach((command) => console.print(`  ${command}`));
  if (!runner.isDryRun && !isAgreed && !(await confirm(`Run these commands?`))) {
    throw new LifecycleError(`${name} is missing and was not installed.`, {
      exitCode: EXIT.missing,
      remedy: `${advice} --yes installs without asking.`,
    });
  }
  for (const command of commands) {
    await runner.change(['sh', '-c', command], {
      timeoutMs: 0,
      onLine: (line) => console.step(() => toPlainText(line)),
    });
  }
  if (runner.isDryRun || (await find(runner)) !== undefined) return;
  throw new LifecycleError(`${name} was installed and still does not work.`, {
    exitCode: EXIT.missing,
    remedy: advice,
  });
}
