/** A colour sequence, or one character. */
const PIECE = /\u001b\[[0-9;]*m|./gsu;
const RESET = '\u001b[0m';

/** The part of a line that fits into so many columns; colours take none and end with the line. */
export function cutLine(line: string, columns: number): string {
  let width = 0;
  let hasColours = false;
  let text = '';
  for (const [piece] of line.matchAll(PIECE)) {
    if (piece.startsWith('\u001b')) hasColours = true;
    else if (width === columns) return hasColours ? text + RESET : text;
    else width += 1;
    text += piece;
  }
  return text;
}
