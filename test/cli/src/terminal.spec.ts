import { spawn, spawnSync } from 'node:child_process';
import { CLI, openShop, type Shop } from './programs';

const hasScript = spawnSync('script', ['--version']).status === 0;
if (!hasScript)
  process.stderr.write('NOT RUN: a live view on a terminal, since script(1) is not there\n');

const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';

(hasScript ? describe : describe.skip)('on a terminal', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.stop());

  /** Runs a command on a pseudo-terminal; `react` may write keys when it sees what it waits for. */
  function onTerminal(
    args: string,
    react: (seen: string, type: (keys: string) => void) => void,
  ): Promise<{ code: number | null; output: string }> {
    const command = `stty cols 60 rows 4; '${process.execPath}' '${CLI}' ${args}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      env: {
        PATH: process.env['PATH'],
        HOME: '/nonexistent',
        TERM: 'xterm',
        TZ: 'UTC',
        KUBEMONITOR_URL: shop.url,
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      react(output, (keys) => void child.stdin.write(keys));
    });
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
  }

  it.each([
    ['q', 'q'],
    ['Ctrl-C', '\u0003'],
  ])('draws in place, sorts by a key and gives the screen back on %s', async (_, end) => {
    let step = 0;
    const { code, output } = await onTerminal('top nodes --watch 60 --no-trend', (seen, type) => {
      if (step === 0 && seen.includes('worker-1')) {
        step = 1;
        type('c');
      } else if (step === 1 && seen.split('\u001b[H').length > 2) {
        step = 2;
        type(end);
      }
    });
    expect(code).toBe(0);
    expect(output.startsWith(ENTER)).toBe(true);
    expect(output.trimEnd().endsWith(LEAVE)).toBe(true);
    const [first] = output
      .slice(ENTER.length)
      .split('\u001b[H')
      .filter((part) => part !== '');
    // Four rows: two of heads, the titles and one node; no line is longer than the terminal.
    const lines = first.split(/\r+\n/).map((line) => line.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''));
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('2026-11-23 12:00:02 +00:00 · 2 nodes · every 60 s · 2 more b');
    expect(lines[3]).toMatch(/^worker-1 {17,}1200m/);
    expect(Math.max(...lines.map((line) => line.length))).toBe(60);
  });

  it('has colours', async () => {
    const { output } = await onTerminal('top nodes --no-trend', () => undefined);
    expect(output).toContain('\u001b[2mworker-2 (stale 27s)\u001b[22m');
  });
});
