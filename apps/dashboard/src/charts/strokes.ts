/** Colours there are before the dashes alone tell lines apart; see charts.css. */
export const COLORS = 8;

/** Dashes, CSS px. Five and eight have no common divisor: forty lines before two are alike. */
const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [10, 3, 2, 3], [14, 4]];

/** How the line at a place of the palette is drawn: no two neighbours differ in colour alone. */
export function strokeOf(place: number): { colorIndex: number; dash: number[] } {
  return { colorIndex: place % COLORS, dash: [...DASHES[place % DASHES.length]] };
}

/** Share of its own colour a paler area has. */
export const AREA_SHARE = 0.55;

/** Areas have no dashes: every second round of the palette is paler. */
export function isPaleArea(place: number): boolean {
  return Math.floor(place / COLORS) % 2 === 1;
}
