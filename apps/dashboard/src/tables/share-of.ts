/** What a field in percent is the share of, by the names of the API. */
export interface Share {
  readonly part: string;
  readonly whole: string;
}

const PATTERN = /^(cpu|memory)_(?:(request|limit|allocatable|node|requested|limited)_)?percent$/;

/** What is set aside of what may be given, not what is used. */
const PROMISES: Readonly<Record<string, string>> = { requested: 'request', limited: 'limit' };

/** The parts of `cpu_limit_percent` and the like; undefined of what is no such share. */
export function shareOf(field: string): Share | undefined {
  const match = PATTERN.exec(field);
  if (match === null) return undefined;
  const isCpu = match[1] === 'cpu';
  const of: string | undefined = match[2];
  const name = (what: string) => (isCpu ? `cpu_${what}_millicores` : `memory_${what}_bytes`);
  const use = isCpu ? 'cpu_millicores' : 'memory_bytes';
  if (of === undefined) return { part: use, whole: name(isCpu ? 'capacity' : 'total') };
  if (of === 'request' || of === 'limit') return { part: use, whole: name(of) };
  const promise = PROMISES[of];
  return { part: promise === undefined ? use : name(promise), whole: name('allocatable') };
}
