import { runProcess } from './run-process';

it('gives input, and tells code, both outputs and lines', async () => {
  const lines: string[] = [];
  const script = 'read x; echo "got $x"; printf "no newline" >&2; exit 3';
  const result = await runProcess(['sh', '-c', script], {
    input: 'text\n',
    onLine: (line) => lines.push(line),
  });
  expect(result).toEqual({ code: 3, stdout: 'got text\n', stderr: 'no newline', timedOut: false });
  expect(lines.sort()).toEqual(['got text', 'no newline']);
});

it('gives a file as input', async () => {
  const { stdout } = await runProcess(['head', '-n', '1'], { inputFile: __filename });
  expect(stdout).toBe("import { runProcess } from './run-process';\n");
});

it('ends what takes too long', async () => {
  const result = await runProcess(['sleep', '100'], { timeoutMs: 50 });
  expect(result).toMatchObject({ code: null, timedOut: true });
});
