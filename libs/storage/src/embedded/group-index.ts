/**
 * The groups of one kind and their slots. A group lives as long as a pod belongs to it; its
 * slot is then given to the next new group.
 */
export class GroupIndex {
  /** Key of each slot; undefined where free. */
  readonly keys: (string | undefined)[] = [];
  private readonly members: number[] = [];
  private readonly slots = new Map<string, number>();
  private readonly free: number[] = [];

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

  leave(slot: number): void {
    this.members[slot] -= 1;
    const key = this.keys[slot];
    if (this.members[slot] > 0 || key === undefined) return;
    this.slots.delete(key);
    this.keys[slot] = undefined;
    this.free.push(slot);
  }

  /** The slot of a key, or -1. */
  find(key: string): number {
    return this.slots.get(key) ?? -1;
  }
}
