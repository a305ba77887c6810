/** A cell of a text table; numbers stand right. */
export type Cell = string | number;

/** A text table with columns as wide as they must be, two spaces apart. */
export function renderTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = head.map((title, column) =>
    Math.max(title.length, ...texts.map((row) => row[column].length)),
  );
  const isRight = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (isRight[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...texts.map(line)].join(
    '\n',
  );
}

/**
 * Text of foreign origin (names, messages) for one line of a terminal or a file: control
 * characters, which could move the cursor or fake lines, are shown as escapes.
 */
export function toPlainText(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
