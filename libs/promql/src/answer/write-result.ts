import type { LabelSet } from '../labels';
import type { InstantResult, RangeResult } from '../evaluate/query';
import { timeAt } from '../evaluate/vector';
import { formatTimestamp, formatValue } from './format-value';

/** Characters that are gathered before they are handed out. */
const CHUNK_CHARACTERS = 65_536;

/**
 * The answer in the JSON envelope of Prometheus' HTTP API
 * (https://prometheus.io/docs/prometheus/latest/querying/api/), some at a time: an answer may
 * be larger than a text should be.
 */
export function* writeResult(result: InstantResult | RangeResult): Generator<string> {
  const type = result.kind === 'samples' ? 'matrix' : result.kind;
  let chunk = `{"status":"success","data":{"resultType":"${type}","result":`;
  for (const piece of writeData(result)) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}}}`;
}

function* writeData(result: InstantResult | RangeResult): Generator<string> {
  switch (result.kind) {
    case 'scalar':
      yield writePoint(result.timeMs, result.value);
      return;
    case 'string':
      yield `[${formatTimestamp(result.timeMs)},${JSON.stringify(result.value)}]`;
      return;
    case 'vector':
      yield* writeList(writeInstants(result));
      return;
    case 'matrix':
      yield* writeList(writeSteps(result));
      return;
    case 'samples':
      yield* writeList(writeSamples(result));
  }
}

function* writeList(items: Iterable<string>): Generator<string> {
  let before = '[';
  for (const item of items) {
    yield before + item;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function* writeInstants({ timeMs, vector }: InstantResult & { kind: 'vector' }): Generator<string> {
  for (const { labels, values, present } of vector) {
    if (present[0] === 0) continue;
    yield `{"metric":${writeLabels(labels)},"value":${writePoint(timeMs, values[0])}}`;
  }
}

function* writeSteps({ steps, vector }: RangeResult): Generator<string> {
  for (const { labels, values, present } of vector) {
    const points: string[] = [];
    for (let step = 0; step < steps.count; step += 1) {
      if (present[step] === 1) points.push(writePoint(timeAt(steps, step), values[step]));
    }
    if (points.length > 0) yield `{"metric":${writeLabels(labels)},"values":[${points.join(',')}]}`;
  }
}

function* writeSamples({ series }: InstantResult & { kind: 'samples' }): Generator<string> {
  for (const { labels, timestamps, values } of series) {
    const points = Array.from(timestamps, (time, at) => writePoint(time, values[at]));
    yield `{"metric":${writeLabels(labels)},"values":[${points.join(',')}]}`;
  }
}

function writePoint(timeMs: number, value: number): string {
  return `[${formatTimestamp(timeMs)},"${formatValue(value)}"]`;
}

/** Labels as a JSON object, whatever their names: `__proto__` is one. */
export function writeLabels(labels: LabelSet): string {
  const members = labels.entries.map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  return `{${members.join(',')}}`;
}
