import { CommanderError } from 'commander';
import { Console } from '@kubemonitor/compare';
import { createProgram } from './command-line';
import { COMMANDS } from './commands/all';

function createSilentProgram(printed: string[]) {
  const program = createProgram({
    workspace: '/nowhere',
    env: {},
    console: new Console({
      writeOut: (text) => printed.push(text),
      writeProgress: () => undefined,
      hasColours: false,
      now: () => 0,
    }),
    defer: () => undefined,
    onExit: (code) => printed.push(`exit ${code}`),
  });
  const output = { writeOut: (text: string) => void printed.push(text), writeErr: () => undefined };
  program.configureOutput(output);
  program.commands.forEach((command) => command.configureOutput(output));
  return program;
}

it.each(COMMANDS.map(({ name }) => name))(
  '%s has help with exit codes and a dry run',
  async (name) => {
    const printed: string[] = [];
    const asked = createSilentProgram(printed).parseAsync(['node', 'k8s', name, '--help']);
    await expect(asked).rejects.toThrow(CommanderError);
    expect(printed.join('')).toContain('--dry-run');
    expect(printed.join('')).toContain('Exit codes: 0 done');
  },
);

it.each([
  ['an unknown command', ['frobnicate']],
  ['an unknown option', ['deploy', '--frobnicate']],
  ['an unknown choice', ['load-images', '--into', 'somewhere']],
])('refuses %s', async (_, words) => {
  const asked = createSilentProgram([]).parseAsync(['node', 'k8s', ...words]);
  await expect(asked).rejects.toMatchObject({ exitCode: 1 });
});

it('passes options and arguments on', async () => {
  const printed: string[] = [];
  const words = ['logs', 'api', '--tail', '5', '--dry-run', '-n', 'other', '--context', 'c'];
  await createSilentProgram(printed).parseAsync(['node', 'k8s', ...words]);
  expect(printed).toEqual([
    'would run: kubectl --context=c logs --namespace=other --selector=app=monitor-api --prefix --tail=5 --max-log-requests=50\n',
    'exit 0',
  ]);
});
