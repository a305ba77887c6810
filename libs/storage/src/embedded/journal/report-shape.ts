import type {
  AbsentField,
  QosClass,
  ReasonCode,
  Report,
  ReportSection,
} from '@kubemonitor/metrics-model';
import type { ByteReader } from '../bytes/byte-reader';
import type { ByteWriter } from '../bytes/byte-writer';

/** The sections of a report in the order they are written. */
export const SECTIONS = ['host', 'pods', 'containers', 'cgroups'] as const;

/** What reports of a node have in common from tick to tick. */
export type ReportShape = Pick<Report, 'boot_id' | (typeof SECTIONS)[number]>;

const QOS_CLASSES: readonly QosClass[] = ['Guaranteed', 'Burstable', 'BestEffort'];
const FLAGS: readonly (boolean | null)[] = [false, true, null];

/** Whether two reports differ in their numbers only. */
export function hasSameShape(a: ReportShape, b: ReportShape): boolean {
  return (
    a.boot_id === b.boot_id &&
    SECTIONS.every((name) => isSameSection(a[name], b[name])) &&
    isSameList(a.pods.qos, b.pods.qos) &&
    isSameList(a.pods.host_network, b.pods.host_network) &&
    isSameList(a.containers.pods, b.containers.pods) &&
    isSameList(a.containers.sandbox, b.containers.sandbox)
  );
}

/** Numbers of one report: an offset a row and its values. */
export function countValues(shape: ReportShape): number {
  return SECTIONS.reduce((sum, name) => {
    const { ids, fields } = shape[name];
    return sum + ids.length * (fields.length + 1);
  }, 0);
}

export function encodeShape(shape: ReportShape, out: ByteWriter): void {
  out.putText(shape.boot_id);
  for (const name of SECTIONS) encodeSection(shape[name], out);
  for (const qos of shape.pods.qos) out.putByte(QOS_CLASSES.indexOf(qos));
  for (const flag of shape.pods.host_network) out.putByte(FLAGS.indexOf(flag));
  for (const pod of shape.containers.pods) out.putVarint(pod);
  for (const flag of shape.containers.sandbox) out.putByte(FLAGS.indexOf(flag));
}

/** @throws RangeError when the bytes end too soon or name what is not known */
export function decodeShape(input: ByteReader): ReportShape {
  const bootId = input.takeText();
  const [host, pods, containers, cgroups] = SECTIONS.map(() => decodeSection(input));
  return {
    boot_id: bootId,
    host,
    pods: {
      ...pods,
      qos: pods.ids.map(() => pick(QOS_CLASSES, input.takeByte())),
      host_network: pods.ids.map(() => pick(FLAGS, input.takeByte())),
    },
    containers: {
      ...containers,
      pods: containers.ids.map(() => input.takeVarint()),
      sandbox: containers.ids.map(() => pick(FLAGS, input.takeByte())),
    },
    cgroups,
  };
}

function encodeSection({ fields, ids, absent }: ReportSection, out: ByteWriter): void {
  for (const texts of [fields, ids]) {
    out.putVarint(texts.length);
    for (const text of texts) out.putText(text);
  }
  out.putVarint(absent.length);
  for (const { field, row, reason } of absent) {
    out.putText(field);
    out.putVarint(row === undefined ? 0 : row + 1);
    out.putText(reason);
  }
}

function decodeSection(input: ByteReader): ReportSection {
  const takeTexts = () => Array.from({ length: input.takeCount(1) }, () => input.takeText());
  const fields = takeTexts();
  const ids = takeTexts();
  const absent = Array.from({ length: input.takeCount(3) }, (): AbsentField => {
    const field = input.takeText();
    const row = input.takeVarint();
    // A reason is shown, never acted on: one of a newer version does no harm.
    const reason = input.takeText() as ReasonCode;
    return row === 0 ? { field, reason } : { field, row: row - 1, reason };
  });
  return { fields, ids, offsets_milliseconds: [], rows: [], absent };
}

function pick<T>(list: readonly T[], index: number): T {
  if (index >= list.length) throw new RangeError(`there is no choice ${index}`);
  return list[index];
}

function isSameSection(a: ReportSection, b: ReportSection): boolean {
  return (
    isSameList(a.fields, b.fields) && isSameList(a.ids, b.ids) && isSameAbsent(a.absent, b.absent)
  );
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function isSameAbsent(a: readonly AbsentField[], b: readonly AbsentField[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ field, row, reason }, index) => {
      const other = b[index];
      return field === other.field && row === other.row && reason === other.reason;
    })
  );
}
