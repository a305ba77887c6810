import type { BlockFile } from '../blocks/block-file';
import type { Resolution } from '../../store';
import { HOURS, MINUTES, type RollupLevel } from './rollup-level';

/** The levels of roll-ups a store has. */
export interface RollupLevels {
  readonly minutes: RollupLevel;
  readonly hours: RollupLevel;
}

/** A stretch of time, [startMs, endMs), and what answers for it: a file, or else raw samples. */
export interface RangePiece {
  readonly startMs: number;
  readonly endMs: number;
  /** The file as it is now: it may be made anew, or deleted, before it is read. */
  readonly file: (() => BlockFile | undefined) | undefined;
}

/** A stretch of time, [startMs, endMs), and what it is to be answered with. */
export interface CutRequest {
  readonly startMs: number;
  readonly endMs: number;
  readonly resolution: Resolution;
  /** Whether there are raw samples in a stretch of time. */
  readonly hasSamples: (startMs: number, endMs: number) => boolean;
}

/**
 * Cuts a range into pieces, oldest first: what is not in the level wanted comes from the finer
 * one, what is in none from raw samples, where there are any. Pieces of raw samples are as long
 * as can be; those of files are whole steps of the resolution, so the last may reach beyond the
 * range.
 */
export function cutIntoPieces(
  { minutes, hours }: RollupLevels,
  { startMs, endMs, resolution, hasSamples }: CutRequest,
): RangePiece[] {
  const pieces: RangePiece[] = [];
  for (let at = startMs; at < endMs;) {
    const day = Math.floor(at / hours.fileMs);
    const hour = Math.floor(at / minutes.fileMs);
    const piece =
      (resolution === '1h' ? pieceOf(hours, day, at) : undefined) ?? pieceOf(minutes, hour, at);
    const next = piece?.endMs ?? Math.min(endMs, (hour + 1) * minutes.fileMs);
    if (piece !== undefined) pieces.push(cutEnd(piece, endMs, resolution));
    else if (hasSamples(at, next)) addSamples(pieces, at, next);
    at = next;
  }
  return pieces;
}

/** The rest of a file from `startMs` on; undefined when there is no such file. */
function pieceOf(level: RollupLevel, number: number, startMs: number): RangePiece | undefined {
  if (!level.files.has(number)) return undefined;
  return { startMs, endMs: (number + 1) * level.fileMs, file: () => level.files.get(number) };
}

/** Ends a piece with the last step that the range reaches into. */
function cutEnd(piece: RangePiece, endMs: number, resolution: Resolution): RangePiece {
  const { stepMs } = resolution === '1h' ? HOURS : MINUTES;
  return { ...piece, endMs: Math.min(piece.endMs, Math.ceil(endMs / stepMs) * stepMs) };
}

function addSamples(pieces: RangePiece[], startMs: number, endMs: number): void {
  const last = pieces.at(-1);
  if (last === undefined || last.file !== undefined || last.endMs !== startMs) {
    pieces.push({ startMs, endMs, file: undefined });
  } else pieces[pieces.length - 1] = { ...last, endMs };
}
