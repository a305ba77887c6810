import { NEVER, type Place } from './catalogue';

/** A group and where its sums lie. */
export interface Group extends Place {
  readonly key: string;
  /** Whether the names file holds it. */
  isNoted: boolean;
}

/** Of a key that no pod belongs to. */
const NOWHERE: Place = { slot: NEVER, serial: NEVER };

/**
 * The groups of one kind and their slots. A group lives as long as a pod belongs to it. Its
 * slot then rests until no window holds sums of it any more, and is given to the next new
 * group after that.
 */
export class GroupIndex {
  /** Group of each slot; undefined where free or resting. */
  readonly bySlot: (Group | undefined)[] = [];
  private readonly members: number[] = [];
  private readonly byKey = new Map<string, Group>();
  private readonly free: number[] = [];
  /** Slots of groups that have ended, and the last tick that may hold a sum of theirs. */
  private resting: { slot: number; lastTick: number }[] = [];
  private nextSerial = 0;

  get size(): number {
    return this.bySlot.length;
  }

  /** Counts a pod to a group, a new one when the key is not known. @returns its slot */
  join(key: string): number {
    const group = this.byKey.get(key) ?? this.add(key, this.nextSerial);
    this.members[group.slot] += 1;
    return group.slot;
  }

  /** Takes in a group, of an earlier run or a new one. */
  add(key: string, serial: number): Group {
    this.reserveSerials(serial + 1);
    const slot = this.free.pop() ?? this.bySlot.length;
    const group = { key, slot, serial, isNoted: false };
    this.bySlot[slot] = group;
    this.members[slot] = 0;
    this.byKey.set(key, group);
    return group;
  }

  /** New groups get serial numbers from `next` on, if that is beyond those given. */
  reserveSerials(next: number): void {
    this.nextSerial = Math.max(this.nextSerial, next);
  }

  /** Takes a pod out of the group of `slot`. @param lastTick newest tick that may hold a sum of the group */
  leave(slot: number, lastTick: number): void {
    this.members[slot] -= 1;
    if (this.members[slot] === 0) this.end(slot, lastTick);
  }

  /** Ends groups no pod belongs to: those of an earlier run whose pods are gone. */
  endEmpty(lastTick: number): void {
    this.members.forEach((members, slot) => {
      if (members === 0) this.end(slot, lastTick);
    });
  }

  /** Frees the slots of ended groups whose sums all lie before `tick`. */
  reuseBefore(tick: number): void {
    for (const { slot, lastTick } of this.resting) if (lastTick < tick) this.free.push(slot);
    this.resting = this.resting.filter(({ lastTick }) => lastTick >= tick);
  }

  /** Where the sums of a key lie; slot and serial number are NEVER when there are none. */
  find(key: string): Place {
    return this.byKey.get(key) ?? NOWHERE;
  }

  /** The slot of a serial number, NEVER when no group has it; groups always have a slot. */
  warmAt(): (serial: number) => number {
    const bySerial = new Map([...this.groups()].map(({ serial, slot }) => [serial, slot]));
    return (serial) => bySerial.get(serial) ?? NEVER;
  }

  /** All groups that have a pod. */
  groups(): Iterable<Group> {
    return this.byKey.values();
  }

  private end(slot: number, lastTick: number): void {
    const group = this.bySlot[slot];
    if (group === undefined) return;
    this.byKey.delete(group.key);
    this.bySlot[slot] = undefined;
    this.resting.push({ slot, lastTick });
  }
}
