import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepPortForward } from './keep-forward';
import { createKubectl } from './kubectl';

const OPTIONS = { namespace: 'kubemonitor', service: 'api', servicePort: 80, localPort: 0 };

let directory: string;
let calls: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubemonitor-forward-'));
  calls = join(directory, 'calls');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A program in the place of kubectl, which keeps its last argument and runs `script`. */
function createProgram(script: string) {
  const program = join(directory, 'kubectl');
  writeFileSync(
    program,
    `#!/bin/sh\nfor last; do :; done\necho "$last" >> '${calls}'\n${script}\n`,
  );
  chmodSync(program, 0o755);
  return createKubectl({}, { KUBEMONITOR_KUBECTL: program });
}

const readCalls = (): string[] =>
  existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];

it('starts it anew on the same port, tries again when that fails, and stops', async () => {
  // The first ends like one whose pod is gone, the second finds no pod yet, the third stays.
  const kubectl = createProgram(`case $(wc -l < '${calls}') in
    2) echo 'error: timed out waiting for the condition' >&2; exit 1 ;;
    *) echo 'Forwarding from 127.0.0.1:40123 -> 8080' ;;
  esac
  [ $(wc -l < '${calls}') = 1 ] || exec sleep 60`);
  const pauses: number[] = [];
  const forward = await keepPortForward(kubectl, OPTIONS, (milliseconds) => {
    pauses.push(milliseconds);
    return Promise.resolve();
  });
  while (readCalls().length < 3) await sleep(10);
  forward.stop();
  expect(forward.url).toBe('http://127.0.0.1:40123');
  expect(readCalls()).toEqual([':80', '40123:80', '40123:80']);
  expect(pauses.slice(0, 2)).toEqual([1_000, 1_000]);
});

it('says why the first start failed', async () => {
  const kubectl = createProgram(`echo 'error: services "api" not found' >&2; exit 1`);
  await expect(keepPortForward(kubectl, OPTIONS, () => Promise.resolve())).rejects.toThrow(
    'kubectl port-forward ended with code 1: error: services "api" not found',
  );
  expect(readCalls()).toEqual([':80']);
});
