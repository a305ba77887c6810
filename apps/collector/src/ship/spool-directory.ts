import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../errno';
import type { Logger } from '../log';
import { SpoolFile, computeRecordBytes } from './spool-file';

const SEGMENTS = 8;
const SEGMENT_NAME = /^reports-(\d{8})\.spool$/;
const NUMBER_DIGITS = 8;

/**
 * Unsent reports in files of a directory, oldest first, bounded in bytes. They are kept in
 * segments, so that the oldest can be dropped by deleting a file. It outlives the process:
 * what an earlier one left is sent first. Errors of the disk end writing for good, with one
 * warning; they never reach the caller.
 */
export class SpoolDirectory {
  private segments: SpoolFile[] = [];
  private nextNumber = 1;
  private isWritable = true;
  private isTailOurs = false;
  private droppedReports = 0;

  /** @param maxBytes bound of all files together */
  constructor(
    private readonly directory: string,
    private readonly maxBytes: number,
    private readonly log: Logger,
  ) {
    this.guard(() => this.open());
  }

  /** Reports that wait to be sent. */
  get pending(): number {
    return this.segments.reduce((sum, { pending }) => sum + pending, 0);
  }

  /** Bytes of all files. */
  get bytes(): number {
    return this.segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Reports that were deleted unsent to keep the bound. */
  get dropped(): number {
    return this.droppedReports;
  }

  /** Appends a report, dropping the oldest for it if need be. False: it could not be kept. */
  append(body: Buffer): boolean {
    const recordBytes = computeRecordBytes(body.length);
    if (!this.isWritable || recordBytes > this.maxBytes) return false;
    const isDone = this.guard(() => {
      while (this.bytes + recordBytes > this.maxBytes) this.dropOldestSegment();
      this.openTail(recordBytes).append(body);
      return true;
    });
    if (isDone !== true) this.isWritable = false;
    return isDone === true;
  }

  /** The oldest report; undefined when there is none. */
  oldest(): Buffer | undefined {
    return this.guard(() => {
      while (this.segments.length > 0) {
        const body = this.segments[0].peek();
        if (body !== undefined) return body;
        this.removeFirstSegment();
      }
      return undefined;
    });
  }

  /** Forgets the report `oldest` gave: it was delivered, or will never be taken. */
  removeOldest(): void {
    this.guard(() => {
      this.segments.at(0)?.markDone();
      if (this.segments.at(0)?.pending === 0) this.removeFirstSegment();
    });
  }

  close(): void {
    this.guard(() => {
      for (const segment of this.segments) segment.close();
    });
    this.segments = [];
    this.isWritable = false;
  }

  private open(): void {
    mkdirSync(this.directory, { recursive: true });
    const numbers = readdirSync(this.directory)
      .map((name) => SEGMENT_NAME.exec(name)?.[1])
      .filter((number) => number !== undefined)
      .sort();
    this.segments = numbers.map((number) => new SpoolFile(this.pathOf(number)));
    this.nextNumber = Number(numbers.at(-1) ?? 0) + 1;
  }

  /** The segment to append to: never one of an earlier process, whose tail may be torn. */
  private openTail(recordBytes: number): SpoolFile {
    const tail = this.segments.at(-1);
    const hasRoom = tail !== undefined && tail.bytes + recordBytes <= this.maxBytes / SEGMENTS;
    if (this.isTailOurs && hasRoom) return tail;
    const segment = new SpoolFile(this.pathOf(String(this.nextNumber)));
    this.nextNumber += 1;
    this.segments.push(segment);
    this.isTailOurs = true;
    return segment;
  }

  private dropOldestSegment(): void {
    this.droppedReports += this.segments[0].pending;
    this.removeFirstSegment();
  }

  private removeFirstSegment(): void {
    this.segments.shift()?.remove();
    if (this.segments.length === 0) this.isTailOurs = false;
  }

  private pathOf(number: string): string {
    return join(this.directory, `reports-${number.padStart(NUMBER_DIGITS, '0')}.spool`);
  }

  /** Runs `work` on the disk; undefined, and the one warning, when it fails. */
  private guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      if (this.isWritable) {
        this.log.warn('unsent reports are kept in memory only', {
          directory: this.directory,
          error: (error as Error).message,
        });
      }
      this.isWritable = false;
      return undefined;
    }
  }
}
