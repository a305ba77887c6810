import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLORS = 256;

/** Of these, the rest are colours least like any other: a small green dot stays green. */
const FREQUENT_COLORS = 192;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xrrggbb, row by row. */
  readonly colors: Uint32Array;
}

/**
 * The picture with a palette of 256 of its colours, others shown as the nearest of them: a
 * third of the size, and pages have few colours.
 * @param png RGB or RGBA of eight bits, not interlaced, as Chromium makes them; opaque
 */
export function toPalette(png: Buffer): Buffer {
  const pixels = decode(png);
  const counts = new Map<number, number>();
  for (const color of pixels.colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const palette = choosePalette(counts);
  const indices = new Map(palette.map((color, index) => [color, index]));
  const rows = Buffer.alloc(pixels.height * (pixels.width + 1));
  pixels.colors.forEach((color, at) => {
    let index = indices.get(color);
    if (index === undefined) indices.set(color, (index = nearest(color, palette)));
    // Each row begins with the number of its filter: none.
    rows[at + Math.floor(at / pixels.width) + 1] = index;
  });
  return encode(pixels, palette, rows);
}

/** The most frequent colours, and those furthest from all that are chosen already. */
function choosePalette(counts: ReadonlyMap<number, number>): number[] {
  const colors = [...counts].sort(([, one], [, other]) => other - one).map(([color]) => color);
  const palette = colors.slice(0, FREQUENT_COLORS);
  const rest = colors.slice(FREQUENT_COLORS).map((color) => ({
    color,
    distance: Math.min(...palette.map((chosen) => distanceOf(color, chosen))),
  }));
  while (palette.length < MOST_COLORS && rest.length > 0) {
    const furthest = rest.reduce((one, other) => (other.distance > one.distance ? other : one));
    // All that is left is in the palette.
    if (furthest.distance === 0) break;
    palette.push(furthest.color);
    for (const one of rest) {
      one.distance = Math.min(one.distance, distanceOf(one.color, furthest.color));
    }
  }
  return palette;
}

function distanceOf(color: number, other: number): number {
  return [16, 8, 0].reduce(
    (sum, bit) => sum + (((color >> bit) & 255) - ((other >> bit) & 255)) ** 2,
    0,
  );
}

function nearest(color: number, palette: readonly number[]): number {
  const distances = palette.map((other) => distanceOf(color, other));
  return distances.indexOf(Math.min(...distances));
}

function encode({ width, height }: Pixels, palette: readonly number[], rows: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const colors = Buffer.from(
    palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]),
  );
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function decode(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const bytes = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const data = unfilter(inflateSync(Buffer.concat(parts)), width * bytes, bytes);
  const colors = Uint32Array.from({ length: width * height }, (_, pixel) => {
    const at = pixel * bytes;
    return (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  });
  return { width, height, colors };
}

/** Undoes the filters of the rows (PNG specification, 9.2). */
function unfilter(raw: Buffer, rowLength: number, bytes: number): Buffer {
  const rows = raw.length / (rowLength + 1);
  const data = Buffer.alloc(rows * rowLength);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (rowLength + 1)];
    for (let column = 0; column < rowLength; column += 1) {
      const at = row * rowLength + column;
      const left = column < bytes ? 0 : data[at - bytes];
      const above = row === 0 ? 0 : data[at - rowLength];
      const corner = row === 0 || column < bytes ? 0 : data[at - rowLength - bytes];
      const guesses = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
      data[at] = raw[row * (rowLength + 1) + 1 + column] + guesses[filter];
    }
  }
  return data;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
