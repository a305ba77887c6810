/**
 * The groups of one kind and their slots. A group lives as long as a pod belongs to it. Its
 * slot then rests until no window holds sums of it any more, and is given to the next new
 * group after that.
 */
export class GroupIndex {
  /** Key of each slot; undefined where free. */
  readonly keys: (string | undefined)[] = [];
  private readonly members: number[] = [];
  private readonly slots = new Map<string, number>();
  private readonly free: number[] = [];
  /** Slots of groups that have ended, and the last tick that may hold a sum of theirs. */
  private resting: { slot: number; lastTick: number }[] = [];

  get size(): number {
    return this.keys.length;
  }

  /** Counts a pod to a group, a new one when the key is not known. @returns its slot */
  join(key: string): number {
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.free.pop() ?? this.keys.length;
      this.keys[slot] = key;
      this.members[slot] = 0;
      this.slots.set(key, slot);
    }
    this.members[slot] += 1;
    return slot;
  }

  /** Takes a pod out of the group of `slot`. @param lastTick newest tick that may hold a sum of the group */
  leave(slot: number, lastTick: number): void {
    this.members[slot] -= 1;
    const key = this.keys[slot];
    if (this.members[slot] > 0 || key === undefined) return;
    this.slots.delete(key);
    this.keys[slot] = undefined;
    this.resting.push({ slot, lastTick });
  }

  /** Frees the slots of ended groups whose sums all lie before `tick`. */
  reuseBefore(tick: number): void {
    for (const { slot, lastTick } of this.resting) if (lastTick < tick) this.free.push(slot);
    this.resting = this.resting.filter(({ lastTick }) => lastTick >= tick);
  }

  /** The slot of a key, or -1. */
  find(key: string): number {
    return this.slots.get(key) ?? -1;
  }
}
