/** What a key asks top to do. */
export type Action =
  | { readonly kind: 'filter' | 'namespace' | 'sort-next' | 'reverse' | 'open' | 'pause' }
  | { readonly kind: 'help' | 'back' | 'switch' | 'containers' }
  | { readonly kind: 'sort'; readonly column: number }
  /** Rows or pages down (up, where less than 0). */
  | { readonly kind: 'move'; readonly by: number; readonly isPage?: boolean }
  /** Cells to the right (to the left, where less than 0). */
  | { readonly kind: 'across'; readonly by: number }
  | { readonly kind: 'first' | 'last' };

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
  PageDown: { kind: 'move', by: 1, isPage: true },
  PageUp: { kind: 'move', by: -1, isPage: true },
  l: { kind: 'across', by: 1 },
  h: { kind: 'across', by: -1 },
  ArrowRight: { kind: 'across', by: 1 },
  ArrowLeft: { kind: 'across', by: -1 },
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

/** A key as the keyboard tells of it. */
export interface PressedKey {
  readonly key: string;
  /** Where it lies, by the letter of an English keyboard: `KeyN`. */
  readonly code: string;
  readonly shiftKey: boolean;
}

/** Keys by where they lie, with and without Shift. */
const PLACES: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Slash: ['/', '?'],
  Space: [' ', ' '],
};

/**
 * The key as an English keyboard would have it: with a Korean one, or while an input method
 * waits for letters, `n` comes as `ㅜ` or `Process`.
 */
export function readKey({ key, code, shiftKey }: PressedKey): string {
  const isForeign = key === 'Process' || key === 'Unidentified' || /^[^\x00-\x7f]$/.test(key);
  if (!isForeign) return key;
  if (/^(Key[A-Z]|Digit[0-9])$/.test(code)) {
    const name = code.at(-1) ?? '';
    return shiftKey ? name : name.toLowerCase();
  }
  return PLACES[code]?.[shiftKey ? 1 : 0] ?? key;
}

/**
 * The row a move leads to, within the rows there are.
 * @param page rows seen at once
 */
export function moveRow(action: Action, row: number, count: number, page = 1): number {
  const last = Math.max(0, count - 1);
  if (action.kind === 'first') return 0;
  if (action.kind === 'last') return last;
  if (action.kind !== 'move') return row;
  const by = action.isPage === true ? action.by * Math.max(1, page - 1) : action.by;
  return Math.max(0, Math.min(last, row + by));
}
