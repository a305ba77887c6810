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
  readonly file: BlockFile | undefined;
}

/**
 * Cuts a range into pieces, oldest first: what is not in the level wanted comes from the finer
 * one, what is in none from raw samples. Pieces of raw samples are as long as can be.
 */
export function cutIntoPieces(
  { minutes, hours }: RollupLevels,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  resolution: Resolution,
): RangePiece[] {
  const pieces: RangePiece[] = [];
  const add = (piece: RangePiece) => {
    const last = pieces.at(-1);
    if (piece.file === undefined && last !== undefined && last.file === undefined) {
      pieces[pieces.length - 1] = { ...last, endMs: piece.endMs };
    } else pieces.push(piece);
  };
  const fileMs = MINUTES.stepMs * MINUTES.steps;
  const dayMs = HOURS.stepMs * HOURS.steps;
  for (let at = startMs; at < endMs;) {
    const day = Math.floor(at / dayMs);
    const file = resolution === '1h' ? hours.files.get(day) : undefined;
    const hour = Math.floor(at / fileMs);
    const next = Math.min(endMs, file === undefined ? (hour + 1) * fileMs : (day + 1) * dayMs);
    add({ startMs: at, endMs: next, file: file ?? minutes.files.get(hour) });
    at = next;
  }
  return pieces;
}
