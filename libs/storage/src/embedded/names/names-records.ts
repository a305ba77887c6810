import { SCOPES, type QosClass, type Scope } from '@kubemonitor/metrics-model';
import { GROUP_KINDS, type EntityTraits, type GroupKind } from '../../store';
import { ByteReader } from '../bytes/byte-reader';
import type { ByteWriter } from '../bytes/byte-writer';
import { putRecord, type FileRecord } from '../disk/records';

/** An entity as the names file knows it. */
export interface EntityRecord {
  readonly scope: Scope;
  readonly serial: number;
  readonly node: string;
  readonly id: string;
  /** Serial number of a container's pod. */
  readonly parent: number | undefined;
  readonly firstTick: number;
  readonly firstSeenMs: number;
  readonly lastTick: number;
  readonly previousTick: number;
  readonly lastSeenMs: number;
  /** Whether it had ended: the times of its last samples are right, else they may be later. */
  readonly isCold: boolean;
  readonly series: number;
  readonly traits: EntityTraits;
  /** Serial numbers of its groups. */
  readonly groups: Readonly<Record<GroupKind, number | undefined>>;
  readonly description: Uint8Array | undefined;
}

/** A group as the names file knows it. */
export interface GroupRecord {
  readonly kind: GroupKind;
  readonly serial: number;
  readonly key: string;
}

/** The boots of a node by number. */
export interface NodeRecord {
  readonly name: string;
  readonly boots: readonly string[];
  readonly nextBoot: number;
}

/** One thing the names file says; a later record of the same thing counts. */
export type NamesRecord =
  | { readonly kind: 'entity'; readonly entity: EntityRecord }
  | { readonly kind: 'group'; readonly group: GroupRecord }
  | { readonly kind: 'node'; readonly node: NodeRecord };

const TYPES = { entity: 1, group: 2, node: 3 } as const;
const QOS_CLASSES: readonly (QosClass | undefined)[] = [
  undefined,
  'Guaranteed',
  'Burstable',
  'BestEffort',
];
const FLAGS: readonly (boolean | null | undefined)[] = [undefined, false, true, null];

export function encodeNamesRecord(record: NamesRecord, out: ByteWriter): void {
  putRecord(out, TYPES[record.kind], () => {
    switch (record.kind) {
      case 'entity':
        encodeEntity(record.entity, out);
        return;
      case 'group':
        out.putByte(GROUP_KINDS.indexOf(record.group.kind));
        out.putVarint(record.group.serial);
        out.putText(record.group.key);
        return;
      case 'node':
        out.putText(record.node.name);
        out.putVarint(record.node.nextBoot);
        out.putVarint(record.node.boots.length);
        for (const boot of record.node.boots) out.putText(boot);
    }
  });
}

/** @throws RangeError when the record is none this version knows */
export function decodeNamesRecord({ type, payload }: FileRecord): NamesRecord {
  const input = new ByteReader(payload);
  const record = takeRecord(type, input);
  input.finish();
  return record;
}

function takeRecord(type: number, input: ByteReader): NamesRecord {
  switch (type) {
    case TYPES.entity:
      return { kind: 'entity', entity: decodeEntity(input) };
    case TYPES.group: {
      const kind = pick(GROUP_KINDS, input.takeByte());
      return { kind: 'group', group: { kind, serial: input.takeVarint(), key: input.takeText() } };
    }
    case TYPES.node: {
      const name = input.takeText();
      const nextBoot = input.takeVarint();
      const boots = Array.from({ length: input.takeCount(1) }, () => input.takeText());
      return { kind: 'node', node: { name, nextBoot, boots } };
    }
    default:
      throw new RangeError(`no record is of type ${type}`);
  }
}

function encodeEntity(entity: EntityRecord, out: ByteWriter): void {
  out.putByte(SCOPES.indexOf(entity.scope));
  out.putVarint(entity.serial);
  out.putText(entity.node);
  out.putText(entity.id);
  putOptional(entity.parent, out);
  out.putVarint(entity.firstTick);
  out.putFloat64(entity.firstSeenMs);
  out.putVarint(entity.lastTick);
  out.putVarint(entity.previousTick + 1);
  out.putFloat64(entity.lastSeenMs);
  out.putByte(entity.isCold ? 1 : 0);
  out.putVarint(entity.series);
  out.putByte(QOS_CLASSES.indexOf(entity.traits.qos));
  out.putByte(FLAGS.indexOf(entity.traits.hostNetwork));
  out.putByte(FLAGS.indexOf(entity.traits.sandbox));
  for (const kind of GROUP_KINDS) putOptional(entity.groups[kind], out);
  out.putBlob(entity.description ?? NOTHING);
}

/** Hundreds of thousands are read at a start: the object is made in one piece. */
function decodeEntity(input: ByteReader): EntityRecord {
  const scope = pick(SCOPES, input.takeByte());
  return {
    scope,
    serial: input.takeVarint(),
    node: input.takeText(),
    id: input.takeText(),
    parent: takeOptional(input),
    firstTick: input.takeVarint(),
    firstSeenMs: input.takeFloat64(),
    lastTick: input.takeVarint(),
    previousTick: input.takeVarint() - 1,
    lastSeenMs: input.takeFloat64(),
    isCold: input.takeByte() === 1,
    series: input.takeVarint(),
    traits: takeTraits(scope, input),
    groups: { namespace: takeOptional(input), workload: takeOptional(input) },
    description: takeDescription(input),
  };
}

function takeTraits(scope: Scope, input: ByteReader): EntityTraits {
  const qos = pick(QOS_CLASSES, input.takeByte());
  const hostNetwork = pick(FLAGS, input.takeByte());
  const sandbox = pick(FLAGS, input.takeByte());
  const traits = scope === 'pod' ? { qos, hostNetwork } : scope === 'container' ? { sandbox } : {};
  return isKnown(traits) ? traits : NO_TRAITS;
}

function takeDescription(input: ByteReader): Uint8Array | undefined {
  const bytes = input.takeBlob();
  return bytes.length === 0 ? undefined : Uint8Array.from(bytes);
}

const NO_TRAITS: EntityTraits = {};

/** Entities of single samples have no traits at all. */
function isKnown(traits: object): boolean {
  return Object.values(traits).some((value) => value !== undefined);
}

const NOTHING = new Uint8Array(0);

function putOptional(value: number | undefined, out: ByteWriter): void {
  out.putVarint(value === undefined ? 0 : value + 1);
}

function takeOptional(input: ByteReader): number | undefined {
  const value = input.takeVarint();
  return value === 0 ? undefined : value - 1;
}

function pick<T>(list: readonly T[], index: number): T {
  if (index >= list.length) throw new RangeError(`there is no choice ${index}`);
  return list[index];
}
