import { toPlainText } from '@kubemonitor/compare';

/** Characters that reorder or hide what stands around them on a terminal. */
const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Everything that must not reach a terminal as it is. */
export const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text of foreign origin (names, messages) for one cell or line: what could act shows as escapes. */
export function toCellText(text: string): string {
  return toPlainText(text).replace(INVISIBLE, toEscape);
}

/** `\u202e`, as JSON, YAML and JavaScript write it. */
export function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
