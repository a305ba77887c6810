import type { ApiClient } from '../api/api-client';

/** Asks the API and remembers every answer as text, for the file the whole comparison goes to. */
export class RecordedApi {
  private readonly answers: { readonly path: string; readonly text: string }[] = [];

  constructor(private readonly client: ApiClient) {}

  /** @throws CommandError for any answer but 200 */
  async get<T>(path: string): Promise<T> {
    const answer = await this.client.get<T>(path);
    this.answers.push({ path, text: JSON.stringify(answer) });
    return answer;
  }

  /** All items of a list. */
  async list<T>(path: string): Promise<T[]> {
    const items = await this.client.list<T>(path);
    this.answers.push({ path, text: JSON.stringify(items) });
    return items;
  }

  /** The answers in the order of their paths. */
  describe(): string {
    return this.answers
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, text }) => `GET ${path}\n${text}\n`)
      .join('\n');
  }
}

/** Does `work` for every item, at most `width` at a time; results in the items' order. */
export async function mapLimited<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await work(items[at]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
