import type { Entity, EmbeddedStore } from '@kubemonitor/storage';

/** Who an entity was, where the API has kept it with its samples; its scope and id always are known. */
export interface StoredName {
  readonly namespace?: string;
  readonly pod?: string;
  readonly container?: string;
}

/** What the API keeps with pods and containers: apps/api `directory/kept-names.ts`. */
interface Kept {
  readonly namespace?: unknown;
  readonly pod?: unknown;
  readonly container?: unknown;
}

/** The name an entity was kept under; of a container with that of its pod. */
export function nameOfStored(store: EmbeddedStore, entity: Entity): StoredName {
  const own = decode(store.descriptionOf(entity));
  if (entity.parent === undefined) return own;
  const { namespace, pod } = decode(store.descriptionOf(entity.parent));
  return { namespace, pod, container: own.container };
}

function decode(bytes: Uint8Array | undefined): StoredName {
  if (bytes === undefined) return {};
  try {
    const { namespace, pod, container } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Kept;
    return { namespace: toText(namespace), pod: toText(pod), container: toText(container) };
  } catch {
    // Kept by another version: as if there were no name.
    return {};
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
