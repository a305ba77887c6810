import type { Console } from '../output/console';
import { renderTable, toPlainText } from '../output/table';
import { describeTolerances } from './tolerances';
import type { Verdict } from './verdict';

/** How many verdicts of each state there are. */
export interface Tally {
  readonly ok: number;
  readonly off: number;
  readonly skipped: number;
}

/** Counts verdicts by state. */
export function tally(verdicts: readonly Verdict[]): Tally {
  const count = (state: Verdict['state']) => verdicts.filter((v) => v.state === state).length;
  return { ok: count('ok'), off: count('off'), skipped: count('skipped') };
}

/**
 * Whether a comparison proves something: nothing is off, and at least one number of use was
 * judged. Where kubelet may not be asked and nobody answers metrics.k8s.io, none can be.
 */
export function isProof(verdicts: readonly Verdict[]): boolean {
  const isUseJudged = verdicts.some(
    ({ source, state }) => source !== 'kubectl' && state !== 'skipped',
  );
  return isUseJudged && tally(verdicts).off === 0;
}

/** What a verdict is about, in the summary: `pod`, `container`, `GET`, and whom it is held against. */
function topicOf({ subject, source, field }: Verdict): string {
  return `${subject.split(' ')[0]} ${field} / ${source}`;
}

/** Prints a line a topic, then everything that is off, then why values were not judged. */
export function printSummary(console: Console, verdicts: readonly Verdict[]): void {
  const { colours } = console;
  const topics = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    topics.set(topicOf(verdict), [...(topics.get(topicOf(verdict)) ?? []), verdict]);
  }
  console.print(
    colours.bold('what / compared with                                  ok   off  not judged'),
  );
  for (const [topic, own] of [...topics].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { ok, off, skipped } = tally(own);
    const line = `${topic.padEnd(50)} ${String(ok).padStart(5)} ${String(off).padStart(5)} ${String(skipped).padStart(11)}`;
    console.print(off > 0 ? colours.red(line) : ok > 0 ? colours.green(line) : colours.dim(line));
  }
  for (const verdict of verdicts.filter(({ state }) => state === 'off')) {
    console.print(colours.red(`OFF  ${describeVerdict(verdict)}`));
  }
  const reasons = new Map<string, number>();
  for (const { state, reason = '' } of verdicts) {
    if (state === 'skipped') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  for (const [reason, count] of reasons) {
    console.print(colours.dim(`not judged: ${count} × ${toPlainText(reason)}`));
  }
}

/** The line that says how it ended. */
export function printOutcome(console: Console, verdicts: readonly Verdict[]): void {
  const { ok, off, skipped } = tally(verdicts);
  const { colours } = console;
  const text = `${ok} agree, ${off} are off, ${skipped} could not be judged`;
  console.print(off === 0 ? colours.green(`✓ ${text}`) : colours.red(`✗ ${text}`));
}

/** One verdict on one line. */
export function describeVerdict(verdict: Verdict): string {
  const { subject, field, ours, theirs, source, tolerance, reason } = verdict;
  const why = reason === undefined ? '' : ` — ${reason}`;
  return toPlainText(`${subject} ${field}: ours ${ours}, ${source} ${theirs} (${tolerance})${why}`);
}

/** All verdicts as a table, with the tolerances, for the result file. */
export function renderVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ state, subject, field, ours, theirs, source, tolerance, reason }) =>
    [state, subject, field, ours, theirs, source, tolerance, reason ?? ''].map(toPlainText),
  );
  const head = ['state', 'subject', 'field', 'ours', 'theirs', 'source', 'tolerance', 'reason'];
  return [
    'Tolerances',
    ...describeTolerances().map((line) => `- ${line}`),
    '',
    renderTable(head, rows),
  ].join('\n');
}
