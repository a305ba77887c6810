/** A rectangle, px from the upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A horizontal line that wants its name beside it. */
export interface NamedLine {
  /** Stays the same while the line moves. */
  readonly key: string;
  readonly y: number;
  /** Of the written name. */
  readonly width: number;
}

/** Where a name stands: on which side of its line, and how far from the left edge of the plot to the right. */
export interface LabelSpot {
  readonly side: 'above' | 'below';
  /** 0: at the left edge, 1: at the right one. */
  readonly share: number;
}

/** The room names are put in; sizes in the same px as the boxes. */
export interface LabelRoom {
  readonly plot: Box;
  /** Of a line of text. */
  readonly textHeight: number;
  /** Between a name and its line. */
  readonly gap: number;
  /** Whether nothing that is drawn, lines and names aside, lies in the box. */
  isFree(box: Box): boolean;
}

/** In order of preference: the latest values are at the right, what is there is read first. */
const SHARES = [1, 0, 0.5, 0.75, 0.25, 0.875, 0.625, 0.375, 0.125];
const SPOTS: readonly LabelSpot[] = SHARES.flatMap((share): LabelSpot[] => [
  { side: 'above', share },
  { side: 'below', share },
]);

/** Another line is at least so many times further from a name than its own. */
const FURTHER = 2;

/** Lines nearer than this are drawn as one, px: a name beside them belongs to both. */
const SAME_LINE = 1;

/**
 * Places for the names of lines: each beside its line, over no other line, no other name and
 * nothing that is drawn. A name without such a place has none; the legend has it.
 * @param before where they stood: a name that can stay stays
 */
export function placeLabels(
  lines: readonly NamedLine[],
  room: LabelRoom,
  before: ReadonlyMap<string, LabelSpot>,
): Map<string, LabelSpot> {
  const placed = new Map<string, LabelSpot>();
  const taken: Box[] = [];
  // What a line itself allows does not change while others are placed.
  let open = lines.map((line) => ({ line, spots: spotsOf(line, lines, room, before) }));
  while (open.length > 0) {
    open = open.map(({ line, spots }) => ({
      line,
      spots: spots.filter((spot) => !taken.some((box) => overlap(boxAt(line, spot, room), box))),
    }));
    const next = open.reduce((least, one) => (one.spots.length < least.spots.length ? one : least));
    open = open.filter((one) => one !== next);
    const spot = next.spots.at(0);
    if (spot === undefined) continue;
    placed.set(next.line.key, spot);
    taken.push(spread(boxAt(next.line, spot, room), room.gap));
  }
  return placed;
}

/** The box of a name at a spot. */
export function boxAt(
  { y, width }: NamedLine,
  { side, share }: LabelSpot,
  { plot, textHeight, gap }: LabelRoom,
): Box {
  const left = plot.left + gap + share * (plot.right - plot.left - 2 * gap - width);
  const top = side === 'above' ? y - gap - textHeight : y + gap;
  return { left, top, right: left + width, bottom: top + textHeight };
}

function spotsOf(
  line: NamedLine,
  lines: readonly NamedLine[],
  room: LabelRoom,
  before: ReadonlyMap<string, LabelSpot>,
): LabelSpot[] {
  const last = before.get(line.key);
  const wanted = last === undefined ? SPOTS : [last, ...SPOTS];
  return wanted.filter((spot) => {
    const box = boxAt(line, spot, room);
    return isWithin(box, room.plot) && isOwn(line, box, lines, room.gap) && room.isFree(box);
  });
}

function isWithin(box: Box, plot: Box): boolean {
  return (
    box.left >= plot.left &&
    box.right <= plot.right &&
    box.top >= plot.top &&
    box.bottom <= plot.bottom
  );
}

/** No other line crosses the name or is so near that the name could be taken for its. */
function isOwn(line: NamedLine, box: Box, lines: readonly NamedLine[], gap: number): boolean {
  const near = gap * FURTHER;
  return lines.every(
    ({ y }) => Math.abs(y - line.y) < SAME_LINE || y < box.top - near || y > box.bottom + near,
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

function spread({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top, right: right + by, bottom };
}
