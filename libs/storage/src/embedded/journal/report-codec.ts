import { REPORT_SCHEMA_VERSION, type Report, type ReportSection } from '@kubemonitor/metrics-model';
import type { ByteReader } from '../bytes/byte-reader';
import type { ByteWriter } from '../bytes/byte-writer';
import {
  SECTIONS,
  countValues,
  decodeShape,
  encodeShape,
  hasSameShape,
  type ReportShape,
} from './report-shape';
import { decodeValues, encodeValues } from './value-codec';

/*
 * A report in a journal segment.
 *
 *   series     varint      number of a series of reports of one node and shape, in this segment
 *   turn       varint      0: name and shape follow; else the turn before + 1
 *   name       text        turn 0 only
 *   shape                  turn 0 only: boot, fields, ids, absent values, traits
 *   flags      u8          bit 0: the node's clock was set · bit 1: the reading time is a float64
 *   tick       varint
 *   time       zigzag      milliseconds from the start of the tick, or float64 since the epoch
 *   values                 of each row of each section: when it was read, then its values
 *
 * Values are differences from the report before in the series, so a report whose turn is not
 * the next one cannot be read: one before it is damaged. No number of a series is used twice
 * in a segment.
 */

const IS_STEPPED = 1;
const HAS_FLOAT_TIME = 2;

/** What a segment knows of a node: its reports of one shape. */
interface ReportSeries {
  readonly number: number;
  readonly name: string;
  readonly shape: ReportShape;
  readonly values: Float64Array;
  turn: number;
}

/** Codes reports for one journal segment. */
export class ReportEncoder {
  private readonly nodes = new Map<string, ReportSeries>();
  private nextNumber = 0;
  private scratch = new Float64Array(0);

  constructor(private readonly intervalMs: number) {}

  /** The next report begins a segment, which stands for itself. */
  reset(): void {
    this.nodes.clear();
    this.nextNumber = 0;
  }

  encode(report: Report, out: ByteWriter): void {
    const state = this.stateOf(report);
    out.putVarint(state.number);
    out.putVarint(state.turn);
    if (state.turn === 0) {
      out.putText(report.node);
      encodeShape(report, out);
    }
    state.turn += 1;
    const tickMs = report.tick * this.intervalMs;
    const isWhole = Number.isSafeInteger(report.timestamp_milliseconds);
    out.putByte((report.clock_stepped ? IS_STEPPED : 0) | (isWhole ? 0 : HAS_FLOAT_TIME));
    out.putVarint(report.tick);
    if (isWhole) out.putZigzag(report.timestamp_milliseconds - tickMs);
    else out.putFloat64(report.timestamp_milliseconds);
    const values = this.gather(report, report.timestamp_milliseconds - tickMs, state.values.length);
    encodeValues(values, state.values, out);
  }

  private stateOf(report: Report): ReportSeries {
    const known = this.nodes.get(report.node);
    if (known !== undefined && hasSameShape(known.shape, report)) return known;
    const { boot_id, host, pods, containers, cgroups } = report;
    const [hostShape, cgroupShape] = [host, cgroups].map(withoutNumbers);
    const state = {
      number: this.nextNumber,
      name: report.node,
      shape: {
        boot_id,
        host: hostShape,
        pods: { ...pods, ...withoutNumbers(pods) },
        containers: { ...containers, ...withoutNumbers(containers) },
        cgroups: cgroupShape,
      },
      values: new Float64Array(countValues(report)),
      turn: 0,
    };
    this.nextNumber += 1;
    this.nodes.set(report.node, state);
    return state;
  }

  /** The numbers of a report one after another, NaN = absent. */
  private gather(report: Report, tickOffset: number, count: number): Float64Array {
    if (this.scratch.length < count) this.scratch = new Float64Array(count * 2);
    const out = this.scratch;
    let at = 0;
    for (const name of SECTIONS) {
      const { rows, offsets_milliseconds: offsets } = report[name];
      for (let row = 0; row < rows.length; row += 1) {
        out[at] = Math.round(tickOffset + offsets[row]);
        at += 1;
        const values = rows[row];
        for (let field = 0; field < values.length; field += 1) {
          out[at] = values[field] ?? Number.NaN;
          at += 1;
        }
      }
    }
    return out.subarray(0, count);
  }
}

/** Reads what a ReportEncoder wrote into one segment. */
export class ReportDecoder {
  private readonly byNumber = new Map<number, ReportSeries>();
  private readonly newest = new Map<string, number>();

  constructor(private readonly intervalMs: number) {}

  /** @throws RangeError when the payload is not a report, or one before it is missing */
  decode(input: ByteReader): Report {
    const state = this.takeState(input);
    const flags = input.takeByte();
    const tick = input.takeVarint();
    const tickMs = tick * this.intervalMs;
    const isFloat = (flags & HAS_FLOAT_TIME) !== 0;
    const timestampMs = isFloat ? input.takeFloat64() : tickMs + input.takeZigzag();
    decodeValues(input, state.values);
    state.turn += 1;
    return {
      schema_version: REPORT_SCHEMA_VERSION,
      node: state.name,
      tick,
      interval_seconds: this.intervalMs / 1_000,
      timestamp_milliseconds: timestampMs,
      uptime_seconds: 0,
      clock_stepped: (flags & IS_STEPPED) !== 0,
      ...scatter(state, timestampMs - tickMs),
      skipped: { gone: 0, broken: 0 },
    };
  }

  private takeState(input: ByteReader): ReportSeries {
    const number = input.takeVarint();
    const turn = input.takeVarint();
    if (turn === 0) {
      const name = input.takeText();
      const shape = decodeShape(input);
      const state = { number, name, shape, values: new Float64Array(countValues(shape)), turn: 0 };
      this.byNumber.delete(this.newest.get(name) ?? number);
      this.byNumber.set(number, state);
      this.newest.set(name, number);
      return state;
    }
    const state = this.byNumber.get(number);
    if (state === undefined || state.turn !== turn) {
      this.byNumber.delete(number);
      throw new RangeError('a report before it is missing');
    }
    return state;
  }
}

/** The sections of a report with the numbers of `series`. */
function scatter({ shape, values }: ReportSeries, tickOffset: number): ReportShape {
  let at = 0;
  const fill = <T extends ReportSection>(section: T): T => {
    const width = section.fields.length;
    const rows: (number | null)[][] = [];
    const offsets: number[] = [];
    for (let row = 0; row < section.ids.length; row += 1) {
      offsets.push(values[at] - tickOffset);
      const numbers: (number | null)[] = [];
      for (let field = 1; field <= width; field += 1) {
        const value = values[at + field];
        numbers.push(value === value ? value : null);
      }
      rows.push(numbers);
      at += 1 + width;
    }
    return { ...section, rows, offsets_milliseconds: offsets };
  };
  return {
    boot_id: shape.boot_id,
    host: fill(shape.host),
    pods: fill(shape.pods),
    containers: fill(shape.containers),
    cgroups: fill(shape.cgroups),
  };
}

function withoutNumbers({ fields, ids, absent }: ReportSection): ReportSection {
  return { fields, ids, absent, offsets_milliseconds: [], rows: [] };
}
