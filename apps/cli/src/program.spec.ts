import { spawnSync } from 'node:child_process';
import { COMMANDS } from './commands';
import { SHELLS } from './completion/shells';
import { EXIT } from './exit-codes';
import { runProgram } from './run-program';
import { createSurroundings } from './testing/test-surroundings';

async function ask(line: string, programName = 'kubemonitor') {
  const surroundings = createSurroundings({ programName });
  const code = await runProgram(line.split(' '), surroundings);
  return { code, ...surroundings.written };
}

it.each(COMMANDS.map(({ name }) => name))('%s --help has examples and exit codes', async (name) => {
  const { code, stdout } = await ask(`${name} --help`);
  expect(code).toBe(EXIT.done);
  expect(stdout).toMatch(/\nExamples:\n {2}\S/);
  expect(stdout).toContain('5 not found   6 looked at, and something is off');
});

it.each(['check', 'stats', 'export', 'copy'])(
  'store %s --help has its own examples',
  async (name) => {
    const { stdout } = await ask(`store ${name} --help`);
    expect(stdout).toMatch(new RegExp(`\\nExamples:\\n  kubemonitor store ${name} `));
  },
);

it('is called by its name as a plug-in', async () => {
  const { stdout } = await ask('top --help', 'kubectl monitor');
  expect(stdout).toMatch(/^Usage: kubectl monitor top \[options\] <what>\n/);
  expect(stdout).toContain('\n  kubectl monitor top nodes\n');
});

it.each([
  ['__complete -- t', 'top\n'],
  ['__complete -- top n', 'nodes\nnamespaces\n'],
  ['__complete -- top nodes --sort-by net', 'network\nnetwork-rx\nnetwork-tx\n'],
  ['__complete -- top nodes -o js', 'json\n'],
  ['__complete -- top nodes x', ''],
  ['__complete -- top --cont', '--containers\n--context\n'],
  ['__complete -- store c', 'check\ncopy\n'],
  ['__complete -- export pods --format ', 'csv\njson\n'],
  ['__complete -- history -n shop dep', 'deployment\n'],
  ['__complete -- completion f', 'fish\n'],
])('"%s" completes', async (line, words) => {
  expect(await ask(line)).toEqual({ code: EXIT.done, stdout: words, stderr: '' });
});

it.each(SHELLS)('prints a script that %s understands', async (shell) => {
  const { stdout } = await ask(`completion ${shell}`);
  expect(stdout).toContain('kubemonitor __complete -- ');
  if (spawnSync(shell, ['-c', 'true']).status !== 0) return;
  expect(spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

it('tells what it is, on the right output, without a command', async () => {
  const surroundings = createSurroundings();
  expect(await runProgram([], surroundings)).toBe(EXIT.badUsage);
  expect(surroundings.written.stdout).toMatch(/^Usage: kubemonitor /);
});
