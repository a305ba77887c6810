import { KubernetesError, type KubernetesClient } from '../client';
import { toTakenPage, type ListPage } from './watch-event';

/** Objects a page has at first, as kubectl asks for them. */
const PAGE_SIZE = 500;

/** A page takes the API server a while when its etcd is slow. */
const PAGE_TIMEOUT_MS = 60_000;

/**
 * Reads a whole list page by page, all at one version, and gives each page away before the
 * next is asked for. A page that is too large is asked for again with half as many objects.
 * @returns the version of the list, where a watch goes on
 * @throws KubernetesError; 410 when reading took so long that the version is forgotten
 */
export async function readList<T>(
  client: KubernetesClient,
  path: string,
  signal: AbortSignal,
  onPage: (items: readonly T[]) => void,
): Promise<string> {
  let limit = PAGE_SIZE;
  let next: string | undefined;
  for (;;) {
    const query = new URLSearchParams({ limit: String(limit) });
    if (next) query.set('continue', next);
    try {
      const options = { signal, timeoutMs: PAGE_TIMEOUT_MS };
      const page = toTakenPage(
        await client.request<ListPage<T> | null>('GET', `${path}?${query}`, options),
      );
      onPage(page.items);
      next = page.next;
      if (!next) return page.version;
    } catch (error) {
      const isTooLarge = error instanceof KubernetesError && error.reason === 'AnswerTooLarge';
      if (!isTooLarge || limit === 1) throw error;
      limit = Math.ceil(limit / 2);
    }
  }
}
