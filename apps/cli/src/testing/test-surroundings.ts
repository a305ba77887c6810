import type { Output, Surroundings } from '../surroundings';

/** Surroundings that keep what is written. */
export interface TestSurroundings extends Surroundings {
  readonly written: { stdout: string; stderr: string };
}

/** Makes them: no terminal, no environment. */
export function createSurroundings(overrides: Partial<Surroundings> = {}): TestSurroundings {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): Output => ({
    write: (text) => {
      written[name] += text;
      return Promise.resolve();
    },
    put: (text) => void (written[name] += text),
    isTerminal: false,
    hasColours: false,
    size: () => ({ columns: 80, rows: 24 }),
    onResize: () => () => undefined,
  });
  return {
    programName: 'kubemonitor',
    env: {},
    homeDirectory: '/nonexistent',
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: process.stdin,
    now: Date.now,
    sleep: () => Promise.resolve(),
    defer: () => undefined,
    interrupted: new Promise(() => undefined),
    written,
    ...overrides,
  };
}
