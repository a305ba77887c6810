import { SCOPES, type Report, type Scope } from '@kubemonitor/metrics-model';
import { GROUP_KINDS, type GroupKeys, type SingleSample } from '../../store';
import { ByteReader } from '../bytes/byte-reader';
import type { ByteWriter } from '../bytes/byte-writer';
import { putRecord, type FileRecord } from '../disk/records';
import { ReportDecoder, ReportEncoder } from './report-codec';

/** An entity by name: serial numbers mean nothing to the journal. */
export interface EntityKey {
  readonly scope: Scope;
  readonly node: string;
  readonly id: string;
}

/** What the journal holds, in the order it came to pass. */
export type JournalEntry =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'sample'; readonly sample: SingleSample }
  | { readonly kind: 'groups'; readonly entity: EntityKey; readonly keys: GroupKeys }
  | { readonly kind: 'description'; readonly entity: EntityKey; readonly bytes: Uint8Array };

const TYPES = { report: 1, sample: 2, groups: 3, description: 4 } as const;

/** Codes entries for one journal segment. */
export class EntryEncoder {
  private readonly reports: ReportEncoder;

  constructor(intervalMs: number) {
    this.reports = new ReportEncoder(intervalMs);
  }

  /** The next entry begins a segment. */
  reset(): void {
    this.reports.reset();
  }

  encode(entry: JournalEntry, out: ByteWriter): void {
    putRecord(out, TYPES[entry.kind], () => {
      switch (entry.kind) {
        case 'report':
          this.reports.encode(entry.report, out);
          return;
        case 'sample':
          encodeSample(entry.sample, out);
          return;
        case 'groups':
          putEntity(entry.entity, out);
          for (const kind of GROUP_KINDS) putOptionalText(entry.keys[kind], out);
          return;
        case 'description':
          putEntity(entry.entity, out);
          out.putBlob(entry.bytes);
      }
    });
  }
}

/** Reads the entries of one journal segment. */
export class EntryDecoder {
  private readonly reports: ReportDecoder;

  constructor(intervalMs: number) {
    this.reports = new ReportDecoder(intervalMs);
  }

  /** @throws RangeError when the record is not an entry this version knows, or one before it is missing */
  decode({ type, payload }: FileRecord): JournalEntry {
    const input = new ByteReader(payload);
    const entry = this.take(type, input);
    input.finish();
    return entry;
  }

  private take(type: number, input: ByteReader): JournalEntry {
    switch (type) {
      case TYPES.report:
        return { kind: 'report', report: this.reports.decode(input) };
      case TYPES.sample:
        return { kind: 'sample', sample: decodeSample(input) };
      case TYPES.groups:
        return {
          kind: 'groups',
          entity: takeEntity(input),
          keys: { namespace: takeOptionalText(input), workload: takeOptionalText(input) },
        };
      case TYPES.description:
        return { kind: 'description', entity: takeEntity(input), bytes: takeCopy(input) };
      default:
        throw new RangeError(`no entry is of type ${type}`);
    }
  }
}

function encodeSample(sample: SingleSample, out: ByteWriter): void {
  putEntity(sample, out);
  out.putFloat64(sample.timestampMs);
  out.putVarint(sample.values.size);
  for (const [metric, value] of sample.values) {
    out.putText(metric);
    out.putFloat64(value);
  }
}

function decodeSample(input: ByteReader): SingleSample {
  const { scope, node, id } = takeEntity(input);
  if (scope !== 'node' && scope !== 'pod')
    throw new RangeError(`no single sample is of a ${scope}`);
  const timestampMs = input.takeFloat64();
  const values = new Map<string, number>();
  for (let left = input.takeCount(9); left > 0; left -= 1) {
    values.set(input.takeText(), input.takeFloat64());
  }
  return { scope, node, id, timestampMs, values };
}

function putEntity({ scope, node, id }: EntityKey, out: ByteWriter): void {
  out.putByte(SCOPES.indexOf(scope));
  out.putText(node);
  out.putText(id);
}

function takeEntity(input: ByteReader): EntityKey {
  const scope = SCOPES[input.takeByte()];
  if (scope === undefined) throw new RangeError('there is no such scope');
  return { scope, node: input.takeText(), id: input.takeText() };
}

/** A text that may be absent: its first byte says so. */
function putOptionalText(text: string | undefined, out: ByteWriter): void {
  out.putByte(text === undefined ? 0 : 1);
  if (text !== undefined) out.putText(text);
}

function takeOptionalText(input: ByteReader): string | undefined {
  return input.takeByte() === 0 ? undefined : input.takeText();
}

/** The segment it was read from is let go of. */
function takeCopy(input: ByteReader): Buffer {
  return Buffer.from(input.takeBlob());
}
