/** Dots of a braille character: two columns of four rows. */
export const DOTS_ACROSS = 2;
export const DOTS_DOWN = 4;

const BLANK = 0x28_00;
/** Bit of each dot by column and row, see https://www.unicode.org/charts/PDF/U2800.pdf. */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

/** A picture of dots, eight in a character. Row 0 is at the top. */
export class BrailleCanvas {
  private readonly cells: Uint8Array;

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.cells = new Uint8Array(columns * rows);
  }

  /** Sets the dot at `x` from the left and `y` from the top; what is outside is left out. */
  set(x: number, y: number): void {
    const column = Math.floor(x / DOTS_ACROSS);
    const row = Math.floor(y / DOTS_DOWN);
    if (column < 0 || column >= this.columns || row < 0 || row >= this.rows) return;
    this.cells[row * this.columns + column] |= BITS[x % DOTS_ACROSS][y % DOTS_DOWN];
  }

  /** The character of a cell; undefined where no dot is set. */
  at(column: number, row: number): string | undefined {
    const bits = this.cells[row * this.columns + column];
    return bits === 0 ? undefined : String.fromCharCode(BLANK + bits);
  }
}
