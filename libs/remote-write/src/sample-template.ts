import { encodeBytes, encodeText, encodeVarint, FIXED64, toTag, VARINT } from './protobuf';
import { packTemplate, type SnappyPart } from './snappy';

/** A sample in bytes: tag and double, tag and a varint of the milliseconds. */
const DOUBLE_AT = 1;
const DOUBLE_BYTES = 8;
const TIME_AT = DOUBLE_AT + DOUBLE_BYTES + 1;
/** Milliseconds since the epoch take six bytes from 1971 to 2109. */
const TIME_BYTES = 6;
const LEAST_TIME_MS = 2 ** 35;
const LARGEST_TIME_MS = 2 ** 42 - 1;
const SOME_TIME_MS = 1_700_000_000_000;

/** Bytes one sample takes in a message, labels apart. */
export const TEMPLATE_SAMPLE_BYTES = TIME_AT + TIME_BYTES;

/** Labels of a series, `__name__` among them, sorted by name, none of them empty. */
export type Labels = readonly (readonly [name: string, value: string])[];

/**
 * A piece of a Prometheus remote write 1.0 request (prometheus/prometheus
 * `prompb/remote.proto`: WriteRequest, TimeSeries, Label, Sample) with one sample for each
 * of its series, packed with snappy. Values and time are written into the packed bytes,
 * since only they change; pieces one after another make a request (`toSnappyBlock`).
 */
export class SampleTemplate implements SnappyPart {
  readonly bytes: Uint8Array;
  readonly rawLength: number;
  private readonly places: Uint32Array;
  private readonly view: DataView;

  constructor(series: readonly Labels[]) {
    const raw: number[] = [];
    const samples: number[] = [];
    for (const labels of series) {
      const encoded = encodeSeries(labels);
      raw.push(toTag(1, 2), ...encodeVarint(encoded.length));
      for (const byte of encoded) raw.push(byte);
      samples.push(raw.length - TEMPLATE_SAMPLE_BYTES);
    }
    const packed = packTemplate(Uint8Array.from(raw), samples, TEMPLATE_SAMPLE_BYTES);
    this.rawLength = raw.length;
    this.bytes = packed.bytes;
    this.places = packed.places;
    this.view = new DataView(this.bytes.buffer);
  }

  get series(): number {
    return this.places.length;
  }

  /**
   * Puts in values, in the order of the series, and their common time. The bytes are the
   * template's own: the next call overwrites them.
   * @throws RangeError for a time before 1971-02 or after 2109
   */
  write(timeMs: number, values: ArrayLike<number>): void {
    if (!(timeMs >= LEAST_TIME_MS && timeMs <= LARGEST_TIME_MS)) {
      throw new RangeError(`${timeMs} ms is not between 1971 and 2109`);
    }
    const time = encodeVarint(timeMs);
    for (let index = 0; index < this.places.length; index += 1) {
      const place = this.places[index];
      this.view.setFloat64(place + DOUBLE_AT, values[index], true);
      for (let byte = 0; byte < TIME_BYTES; byte += 1) {
        this.bytes[place + TIME_AT + byte] = time[byte];
      }
    }
  }
}

function encodeSeries(labels: Labels): number[] {
  const written = labels.flatMap(([name, value]) =>
    encodeBytes(1, [...encodeText(1, name), ...encodeText(2, value)]),
  );
  return [...written, ...encodeBytes(2, encodeSample())];
}

function encodeSample(): number[] {
  const double = new Array<number>(DOUBLE_BYTES).fill(0);
  return [toTag(1, FIXED64), ...double, toTag(2, VARINT), ...encodeVarint(SOME_TIME_MS)];
}
