/** A limit of a goal: what must hold, and what is aimed for where the goal says so. */
export interface GoalLimit {
  readonly most: number;
  readonly stretch?: number;
}

/** A goal beside what was measured. */
export interface GoalLine extends GoalLimit {
  /** Row of the table of goals. */
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  readonly own: number | undefined;
  /** Whom it is compared with; undefined = the limit is of `own` itself. */
  readonly peer: string | undefined;
  readonly theirs: number | undefined;
}

/** Figures by system; undefined = not measured. */
export type Values = Readonly<Record<string, number | undefined>>;

export type Verdict = 'stretch' | 'holds' | 'misses';

/** What the limits are of: ours divided by theirs, or ours; undefined when one is not known. */
export function measuredOf({ own, peer, theirs }: GoalLine): number | undefined {
  if (own === undefined || Number.isNaN(own)) return undefined;
  if (peer === undefined) return own;
  return theirs === undefined || Number.isNaN(theirs) ? undefined : own / theirs;
}

/** Whether the goal holds, and its stretch with it; undefined when nothing was measured. */
export function judge(line: GoalLine): Verdict | undefined {
  const value = measuredOf(line);
  if (value === undefined) return undefined;
  if (line.stretch !== undefined && value <= line.stretch) return 'stretch';
  return value <= line.most ? 'holds' : 'misses';
}

/** What a goal is about. */
export type GoalSubject = Pick<GoalLine, 'row' | 'what' | 'unit'>;

/** A goal that compares `own` of `values` with `peer`; none where the peer was not run. */
export function compareWith(
  subject: GoalSubject,
  values: Values,
  { own, peer }: { readonly own: string; readonly peer: string },
  limit: GoalLimit,
): GoalLine[] {
  const { [own]: ownValue, [peer]: theirs } = values;
  if (theirs === undefined) return [];
  return [{ ...subject, ...limit, own: ownValue, peer, theirs }];
}

/** A goal that compares with whichever peer is better; none where no peer was run. */
export function compareWithBetter(
  subject: GoalSubject,
  values: Values,
  own: string,
  limit: GoalLimit,
): GoalLine[] {
  const peers = Object.entries(values).filter(([name, value]) => name !== own && isKnown(value));
  peers.sort(([, a], [, b]) => Number(a) - Number(b));
  const [best] = peers;
  return best === undefined ? [] : compareWith(subject, values, { own, peer: best[0] }, limit);
}

/** A goal for a value of ours alone. */
export function limitOwn(
  subject: GoalSubject,
  own: number | undefined,
  limit: GoalLimit,
): GoalLine[] {
  return own === undefined
    ? []
    : [{ ...subject, ...limit, own, peer: undefined, theirs: undefined }];
}

function isKnown(value: number | undefined): boolean {
  return value !== undefined && !Number.isNaN(value);
}
