/** Parameters to set; `undefined` removes one. */
export type SearchChange = Readonly<Record<string, string | undefined>>;

/** Parameters of the time range: they stay when another page is gone to. */
export const RANGE_PARAMETERS = ['window', 'start', 'end', 'paused', 'back'] as const;

/** `search` with the change made: with a `?`, or empty. */
export function changeSearch(search: string, change: SearchChange): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  return toText(parameters);
}

/** `to` (a path, perhaps with a query) with the time range of `search`, unless it has one of its own. */
export function keepRange(to: string, search: string): string {
  const [path, own = ''] = to.split('?', 2);
  const parameters = new URLSearchParams(own);
  if (RANGE_PARAMETERS.some((name) => parameters.has(name))) return to;
  const present = new URLSearchParams(search);
  for (const name of RANGE_PARAMETERS) {
    for (const value of present.getAll(name)) parameters.append(name, value);
  }
  return path + toText(parameters);
}

function toText(parameters: URLSearchParams): string {
  // Readable in the address bar; both may stand in a query as they are.
  const text = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
