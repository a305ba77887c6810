import { inflateSync } from 'node:zlib';

/** A picture in a PDF file. */
export interface PdfImage {
  readonly width: number;
  /** Its pixels, or what stands for them where they are packed as JPEG. */
  readonly bytes: Buffer;
}

const DICTIONARY = /<<(?:[^<>]|<[^<]|>[^>])*\/Subtype\s*\/Image[\s\S]*?>>\s*stream\r?\n/g;

/** The pictures of a PDF file as Chromium writes it: each a stream of its own. */
export function findImages(pdf: Buffer): PdfImage[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(DICTIONARY)].map((match) => {
    const [dictionary] = match;
    const start = match.index + dictionary.length;
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const packed = pdf.subarray(start, start + length);
    return {
      width: Number(/\/Width (\d+)/.exec(dictionary)?.[1]),
      bytes: dictionary.includes('/FlateDecode') ? inflateSync(packed) : packed,
    };
  });
}
