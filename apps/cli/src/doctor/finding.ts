export const LEVELS = ['ok', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** What one look came to. */
export interface Finding {
  /** What was looked at: `clock`, `agents`, `storage`. */
  readonly check: string;
  readonly level: Level;
  readonly text: string;
  /** What helps, of a warning or an error. */
  readonly remedy?: string;
}

/** Makes findings about one thing. */
export function findingsOf(check: string): {
  readonly ok: (text: string) => Finding;
  readonly warning: (text: string, remedy: string) => Finding;
  readonly error: (text: string, remedy: string) => Finding;
} {
  return {
    ok: (text) => ({ check, level: 'ok', text }),
    warning: (text, remedy) => ({ check, level: 'warning', text, remedy }),
    error: (text, remedy) => ({ check, level: 'error', text, remedy }),
  };
}

/** A few of many names on one line. */
export function listNames(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
