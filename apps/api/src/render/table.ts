import type { ReasonCode } from '@kubemonitor/metrics-model';
import type { ByteWriter } from './byte-writer';

/** A column of numbers of an answer; NaN = absent. */
export interface Column {
  readonly name: string;
  readonly decimals: number;
  readonly values: Float64Array;
  /** Why a value is absent; without it an absent value is left out. */
  readonly explain?: (row: number) => ReasonCode;
}

/** The items of a latest answer, row by row. */
export interface LatestTable {
  readonly length: number;
  /** Members of the item that say who it is: JSON without braces, as bytes. */
  readonly identity: (row: number) => Uint8Array;
  /** When the values were read, ms since the epoch. */
  readonly timestamps: Float64Array;
  readonly columns: readonly Column[];
  /** Appends more members of an item, each with a comma before it. */
  readonly more?: (row: number, out: ByteWriter) => void;
}

/** `toMembers` as bytes, to be kept and written again. */
export function toMemberBytes(members: Readonly<Record<string, unknown>>): Buffer {
  return Buffer.from(toMembers(members));
}

/** Members of a JSON object without its braces; members that are undefined are left out. */
export function toMembers(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(members).slice(1, -1);
}
