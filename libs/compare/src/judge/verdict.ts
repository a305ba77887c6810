/** Where the value comes from that the API is held against. */
export type Source = 'kubectl' | 'kubelet' | 'metrics.k8s.io' | 'the load' | 'the aim';

/**
 * What comparing one value came to: `skipped` values could not be judged, and say why; they
 * are neither right nor wrong.
 */
export interface Verdict {
  /** `pod shop/web-1`, `container shop/web-1/app`, `GET /api/nodes`. */
  readonly subject: string;
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
  readonly source: Source;
  /** How far they may be apart; `equal` where not at all. */
  readonly tolerance: string;
  readonly state: 'ok' | 'off' | 'skipped';
  readonly reason?: string;
}

/** What is compared: everything of a verdict but its outcome. */
export type Question = Pick<Verdict, 'subject' | 'field' | 'source'>;

type Value = string | number | boolean | null | undefined;

/** A value as people read it; numbers with at most three decimals. */
export function toText(value: Value): string {
  if (typeof value === 'number') return String(Math.round(value * 1_000) / 1_000);
  return value === undefined ? 'absent' : String(value);
}

/** Both must be the same. */
export function judgeEqual(question: Question, ours: Value, theirs: Value): Verdict {
  const state = ours === theirs ? 'ok' : 'off';
  return { ...question, ours: toText(ours), theirs: toText(theirs), tolerance: 'equal', state };
}

/** Ours must be `theirs` ± `by`; absent is off. */
export function judgeNear(
  question: Question,
  ours: number | null | undefined,
  theirs: number,
  by: number,
): Verdict {
  const isNear = typeof ours === 'number' && Math.abs(ours - theirs) <= by;
  return {
    ...question,
    ours: toText(ours),
    theirs: toText(theirs),
    tolerance: by === 0 ? 'equal' : `± ${toText(by)}`,
    state: isNear ? 'ok' : 'off',
  };
}

/** Two sets of names must be the same; what is only in one of them is named. */
export function judgeSets(
  question: Question,
  ours: Iterable<string>,
  required: Iterable<string>,
  allowed: ReadonlySet<string>,
): Verdict {
  const present = new Set(ours);
  const wanted = [...required];
  const absent = wanted.filter((name) => !present.has(name));
  const stray = [...present].filter((name) => !allowed.has(name));
  const faults = [
    ...(absent.length > 0 ? [`not shown: ${shorten(absent)}`] : []),
    ...(stray.length > 0 ? [`not in the cluster: ${shorten(stray)}`] : []),
  ];
  return {
    ...question,
    ours: `${present.size} shown`,
    theirs: `${wanted.length} that must be, ${allowed.size} that may be`,
    tolerance: 'all that must be, none that may not',
    state: faults.length === 0 ? 'ok' : 'off',
    reason: faults.length === 0 ? undefined : faults.join('; '),
  };
}

/** A value that cannot be judged. */
export function skip(question: Question, theirs: Value, reason: string): Verdict {
  return { ...question, ours: '', theirs: toText(theirs), tolerance: '', state: 'skipped', reason };
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
