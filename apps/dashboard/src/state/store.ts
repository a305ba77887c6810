/** A value that can be watched; the shape `useSyncExternalStore` wants. */
export interface Readable<T> {
  get(): T;
  /** @returns to be called when no longer interested */
  subscribe(listener: () => void): () => void;
}

/** A value held for the life of the page, whose watchers are told when it is replaced. */
export class Store<T> implements Readable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  readonly get = (): T => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }
}
