import { Console } from '../output/console';
import { isProof, printOutcome, printSummary, renderVerdicts, tally } from './report';
import { judgeEqual, judgeNear, judgeSets, skip, type Verdict } from './verdict';

const kubectl = { subject: 'pod a/b', field: 'phase', source: 'kubectl' } as const;
const kubelet = { subject: 'pod a/b', field: 'memory_bytes', source: 'kubelet' } as const;
const right = judgeEqual(kubectl, 'Running', 'Running');
const wrong = judgeNear(kubelet, 1, 3, 1);
const near = judgeNear(kubelet, 2, 3, 1);
const unknown = skip(kubelet, 7, 'no figures');

describe('verdicts', () => {
  it('is off when a value is absent', () => {
    expect(judgeNear(kubelet, null, 0, 10)).toMatchObject({ state: 'off', ours: 'null' });
    expect(judgeEqual(kubectl, undefined, 'Running')).toMatchObject({
      state: 'off',
      ours: 'absent',
    });
  });

  it('names what is missing and what is too much', () => {
    expect(judgeSets(kubectl, ['x', 'y'], ['x', 'z'], new Set(['x', 'z'])).reason).toBe(
      'not shown: z; not in the cluster: y',
    );
    expect(judgeSets(kubectl, ['x'], [], new Set(['x'])).state).toBe('ok');
  });
});

it('is a proof only when some number of use was judged and none is off', () => {
  expect(isProof([right, near, unknown])).toBe(true);
  expect(isProof([right, near, wrong])).toBe(false);
  expect(isProof([right, unknown])).toBe(false);
  expect(isProof([])).toBe(false);
});

it('prints a line a topic, what is off, and why something was not judged', () => {
  const lines: string[] = [];
  const console = new Console({
    writeOut: (text) => lines.push(text.trimEnd()),
    writeProgress: () => undefined,
    hasColours: false,
    now: () => 0,
  });
  const verdicts: Verdict[] = [right, near, wrong, unknown];
  expect(tally(verdicts)).toEqual({ ok: 2, off: 1, skipped: 1 });
  printSummary(console, verdicts);
  printOutcome(console, verdicts);
  expect(lines.slice(1).map((line) => line.replace(/ +/g, ' '))).toEqual([
    'pod memory_bytes / kubelet 1 1 1',
    'pod phase / kubectl 1 0 0',
    'OFF pod a/b memory_bytes: ours 1, kubelet 3 (± 1)',
    'not judged: 1 × no figures',
    '✗ 2 agree, 1 are off, 1 could not be judged',
  ]);
});

it('writes every verdict and the tolerances to the file', () => {
  const text = renderVerdicts([wrong]);
  expect(text).toMatch(/^Tolerances\n- names, phases/);
  expect(text).toMatch(/\noff {4}pod a\/b {2}memory_bytes {2}1 {5}3 {7}kubelet {2}± 1$/);
});
