/** What a key asks top to do. */
export type Action =
  | { readonly kind: 'filter' | 'namespace' | 'sort-next' | 'reverse' | 'open' | 'pause' }
  | { readonly kind: 'help' | 'back' | 'switch' | 'containers' }
  | { readonly kind: 'sort'; readonly column: number }
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'first' | 'last' };

const PAGE_ROWS = 20;

const ACTIONS: Readonly<Record<string, Action>> = {
  '/': { kind: 'filter' },
  n: { kind: 'namespace' },
  s: { kind: 'sort-next' },
  r: { kind: 'reverse' },
  ' ': { kind: 'pause' },
  '?': { kind: 'help' },
  v: { kind: 'switch' },
  c: { kind: 'containers' },
  Enter: { kind: 'open' },
  Escape: { kind: 'back' },
  j: { kind: 'move', by: 1 },
  k: { kind: 'move', by: -1 },
  ArrowDown: { kind: 'move', by: 1 },
  ArrowUp: { kind: 'move', by: -1 },
  PageDown: { kind: 'move', by: PAGE_ROWS },
  PageUp: { kind: 'move', by: -PAGE_ROWS },
  g: { kind: 'first' },
  Home: { kind: 'first' },
  G: { kind: 'last' },
  End: { kind: 'last' },
};

/** What a key asks for; undefined when it is none of top's. */
export function actionOf(key: string): Action | undefined {
  if (/^[1-9]$/.test(key)) return { kind: 'sort', column: Number(key) - 1 };
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}

/** The row a move leads to, within the rows there are. */
export function moveRow(action: Action, row: number, count: number): number {
  const last = Math.max(0, count - 1);
  if (action.kind === 'first') return 0;
  if (action.kind === 'last') return last;
  return action.kind === 'move' ? Math.max(0, Math.min(last, row + action.by)) : row;
}
