import { KubernetesError, type KubernetesClient } from '../client';
import { toConnectionError } from '../http/answer';
import { computeBackoffMs } from './backoff';
import { readList } from './list-reader';
import { createState, type MutableState, type ReflectorState } from './reflector-state';
import type { Timing } from './timing';
import type { TakenEvent, WatchedObject } from './watch-event';
import { readWatch } from './watch-reader';

/** The server ends a watch after 5 to 10 minutes, so that watches spread over its replicas. */
const LEAST_WATCH_SECONDS = 300;

/** A watch that lasted so long has worked: the next failure is a first one. */
const WORKING_MS = 10_000;

/** So many failures in a row that the server answered: its version may be of no use there. */
const FAILURES_BEFORE_LIST = 3;

const DENIED_RETRY_MS = 60_000;
const ABSENT_RETRY_MS = 600_000;

/** Where the objects of a reflector go. Calls come in the order of the server's events. */
export interface ReflectorHandler<T> {
  /** An object as it is now. What is needed of it is taken at once: it is not kept elsewhere. */
  upsert(object: T): void;
  /** An object that was deleted, as it was at last. */
  remove(object: T): void;
  /** A list was read to its end: whatever is not among these uids is gone. */
  replaced(uids: ReadonlySet<string>): void;
}

export interface ReflectorOptions<T> {
  readonly client: KubernetesClient;
  /** Paths of the resource, the best version first; the first the server knows is used. */
  readonly paths: readonly string[];
  readonly handler: ReflectorHandler<T>;
  readonly timing: Timing;
  /** Called after each failure, when the state tells of it already. */
  readonly onFailure?: (error: KubernetesError) => void;
}

/** Where in the history of a resource we are. */
interface Position {
  readonly path: string;
  version: string;
}

/**
 * Follows all objects of a resource: lists them, watches from there, and begins anew when
 * the server has forgotten where we were. It never gives up and never throws: while the
 * server is away, what is known stays known. Agrees with client-go `tools/cache/reflector.go`.
 */
export class Reflector<T extends WatchedObject> {
  private readonly counted: MutableState = createState();
  private readonly stopping = new AbortController();
  private position: Position | undefined;
  private failuresInRow = 0;

  constructor(private readonly options: ReflectorOptions<T>) {}

  get state(): ReflectorState {
    return this.counted;
  }

  /** Follows until `stop`. */
  async run(): Promise<void> {
    while (!this.isStopped) {
      try {
        if (this.position === undefined) this.position = await this.list();
        else await this.watch(this.position);
      } catch (error) {
        if (!this.isStopped) await this.recover(toConnectionError(error));
      }
    }
    this.counted.phase = 'stopped';
  }

  stop(): void {
    this.stopping.abort();
  }

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** @returns the end of the list; undefined when the server does not know the resource */
  private async list(): Promise<Position | undefined> {
    if (this.counted.phase !== 'absent') this.counted.phase = 'listing';
    for (const path of this.options.paths) {
      const uids = new Set<string>();
      try {
        const version = await readList<T>(
          this.options.client,
          path,
          this.stopping.signal,
          (items) => this.takePage(items, uids),
        );
        this.completeList(uids);
        return { path, version };
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    }
    this.completeList(new Set());
    this.counted.phase = 'absent';
    await this.sleep(ABSENT_RETRY_MS);
    return undefined;
  }

  private takePage(items: readonly T[], uids: Set<string>): void {
    this.hear();
    for (const item of items) {
      const uid = item?.metadata?.uid;
      if (uid !== undefined) uids.add(uid);
      this.deliver(() => this.options.handler.upsert(item));
    }
  }

  private completeList(uids: ReadonlySet<string>): void {
    this.options.handler.replaced(uids);
    this.counted.lists += 1;
    this.counted.isSynced = true;
  }

  private async watch(position: Position): Promise<void> {
    const { client, timing } = this.options;
    const startedAt = timing.now();
    let hasHeard = false;
    this.counted.phase = 'watching';
    this.counted.watches += 1;
    try {
      const path = this.watchPath(position);
      for await (const event of readWatch<T>(client, path, timing, this.stopping.signal)) {
        hasHeard = true;
        this.takeEvent(position, event);
      }
    } finally {
      if (timing.now() - startedAt >= WORKING_MS) this.failuresInRow = 0;
    }
    if (!hasHeard && timing.now() - startedAt < WORKING_MS) {
      throw new KubernetesError(200, 'ShortWatch', 'the server ended the watch at once');
    }
  }

  private watchPath({ path, version }: Position): string {
    const seconds = Math.round(LEAST_WATCH_SECONDS * (1 + this.options.timing.random()));
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: version,
      timeoutSeconds: String(seconds),
    });
    return `${path}?${query}`;
  }

  private takeEvent(position: Position, { type, object, version }: TakenEvent<T>): void {
    const { handler } = this.options;
    this.hear();
    this.failuresInRow = 0;
    if (type !== 'BOOKMARK') {
      this.counted.events += 1;
      this.deliver(() => (type === 'DELETED' ? handler.remove(object) : handler.upsert(object)));
    }
    position.version = version;
  }

  /** One odd object must not end what tells of all others. */
  private deliver(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.counted.refused += 1;
      const { message } = error as Error;
      this.remember(new KubernetesError(200, 'BadObject', message, error));
    }
  }

  private async recover(error: KubernetesError): Promise<void> {
    this.counted.failures += 1;
    this.failuresInRow += 1;
    const isExpired = error.status === 410;
    const isUseless = isRefusal(error) && this.failuresInRow >= FAILURES_BEFORE_LIST;
    if (isExpired || isNotFound(error) || isUseless) this.position = undefined;
    const isDenied = error.status === 403;
    // The history was forgotten while we were away: that is expected, once.
    const isAtOnce = isExpired && this.failuresInRow === 1;
    if (!isAtOnce) this.counted.phase = isDenied ? 'denied' : 'waiting';
    this.remember(error);
    if (isAtOnce) return;
    const { timing } = this.options;
    await this.sleep(
      isDenied ? DENIED_RETRY_MS : computeBackoffMs(this.failuresInRow, timing.random()),
    );
  }

  private remember(error: KubernetesError): void {
    const { status, reason, message } = error;
    this.counted.lastError = { at: this.options.timing.now(), status, reason, message };
    this.options.onFailure?.(error);
  }

  private hear(): void {
    this.counted.lastHeardAt = this.options.timing.now();
  }

  private sleep(milliseconds: number): Promise<void> {
    return this.options.timing.sleep(milliseconds, this.stopping.signal);
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof KubernetesError && error.status === 404;
}

/**
 * True when the server answered, and is not just in trouble itself: then what it was asked
 * may be wrong, as a version of before its store was restored ("Too large resource version").
 */
function isRefusal({ status }: KubernetesError): boolean {
  return status !== undefined && (status === 504 || (status < 500 && status !== 429));
}
