import { BENCH_METRICS } from '../workload/metrics';
import { nodeName, podsOf, type ClusterShape } from '../workload/topology';
import { encodeBytes, encodeText, encodeVarint, FIXED64, toTag, VARINT } from './protobuf';
import { packTemplate } from './snappy';

/** A sample in bytes: tag and double, tag and a varint of the milliseconds. */
const DOUBLE_AT = 1;
const DOUBLE_BYTES = 8;
const TIME_AT = DOUBLE_AT + DOUBLE_BYTES + 1;
/** Milliseconds since the epoch take six bytes from 2004 to 2109. */
const TIME_BYTES = 6;
const SAMPLE_BYTES = TIME_AT + TIME_BYTES;
const SOME_TIME_MS = 1_700_000_000_000;

/** Labels of a series, in the order of their names. */
export type Labels = readonly (readonly [name: string, value: string])[];

/**
 * Labels of all series of a node, in the order of a NodeWorkload's values. Metrics of pods
 * and nodes have names of their own, so that a query for one need not leave the other out.
 */
export function seriesOf(shape: ClusterShape, node: number): Labels[] {
  const name = nodeName(node);
  const ofNode = BENCH_METRICS.map((metric): Labels => [
    ['__name__', `node_${metric}`],
    ['node', name],
  ]);
  const ofPods = podsOf(shape, node).flatMap((pod) =>
    BENCH_METRICS.map((metric): Labels => [
      ['__name__', `pod_${metric}`],
      ['deployment', pod.deployment],
      ['namespace', pod.namespace],
      ['node', name],
      ['pod', pod.name],
    ]),
  );
  return [...ofNode, ...ofPods];
}

/**
 * A Prometheus remote write 1.0 request (prometheus/prometheus `prompb/remote.proto`:
 * WriteRequest, TimeSeries, Label, Sample) with one sample a series, packed with snappy.
 * Values and time are written into the packed bytes, since only they change.
 */
export class WriteRequest {
  private readonly bytes: Uint8Array;
  private readonly places: Uint32Array;
  private readonly view: DataView;

  constructor(series: readonly Labels[]) {
    const raw: number[] = [];
    const samples: number[] = [];
    for (const labels of series) {
      const encoded = encodeSeries(labels);
      raw.push(toTag(1, 2), ...encodeVarint(encoded.length));
      for (const byte of encoded) raw.push(byte);
      samples.push(raw.length - SAMPLE_BYTES);
    }
    const packed = packTemplate(Uint8Array.from(raw), samples, SAMPLE_BYTES);
    this.bytes = packed.bytes;
    this.places = packed.places;
    this.view = new DataView(this.bytes.buffer);
  }

  /** The request with these values, in the order of the series. It is overwritten by the next call. */
  write(timeMs: number, values: Float64Array): Uint8Array {
    const time = encodeVarint(timeMs);
    for (let index = 0; index < this.places.length; index += 1) {
      const place = this.places[index];
      this.view.setFloat64(place + DOUBLE_AT, values[index], true);
      for (let byte = 0; byte < TIME_BYTES; byte += 1) {
        this.bytes[place + TIME_AT + byte] = time[byte];
      }
    }
    return this.bytes;
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
