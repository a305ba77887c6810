import type { ReflectorHandler } from '@kubemonitor/kubernetes';
import type { KubernetesObject } from '../kubernetes-objects';

interface Named {
  readonly uid: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Objects of one kind as events tell of them, by namespace and name. */
export class NamedObjects<T extends Named> implements ReflectorHandler<KubernetesObject> {
  private readonly byName = new Map<string, T>();
  private readonly names = new Map<string, string>();

  /** @param read what is kept of an object; undefined = it does not count here */
  constructor(private readonly read: (object: KubernetesObject) => T | undefined) {}

  get(name: string, namespace?: string): T | undefined {
    return this.byName.get(toKey(name, namespace));
  }

  all(): Iterable<T> {
    return this.byName.values();
  }

  upsert(object: KubernetesObject): void {
    const named = this.read(object);
    if (named === undefined) {
      this.forget(object.metadata?.uid ?? '');
      return;
    }
    const key = toKey(named.name, named.namespace);
    this.byName.set(key, named);
    this.names.set(named.uid, key);
  }

  remove({ metadata }: KubernetesObject): void {
    this.forget(metadata?.uid ?? '');
  }

  replaced(uids: ReadonlySet<string>): void {
    for (const uid of this.names.keys()) if (!uids.has(uid)) this.forget(uid);
  }

  private forget(uid: string): void {
    const key = this.names.get(uid);
    if (key === undefined) return;
    this.names.delete(uid);
    // By now the name may be another one's.
    if (this.byName.get(key)?.uid === uid) this.byName.delete(key);
  }
}

function toKey(name: string, namespace = ''): string {
  return `${namespace}\n${name}`;
}
