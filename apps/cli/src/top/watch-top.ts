import { CommandError, type ApiClient } from '@kubemonitor/compare';
import { toLocalTime } from '../chart/time-axis';
import { toCellText } from '../output/plain-text';
import { coloursOf, render } from '../output/printer';
import type { Surroundings } from '../surroundings';
import { listenToKeys } from '../terminal/keys';
import { Screen } from '../terminal/screen';
import type { Look } from './columns';
import { readTop, type TopQuery, type TopView } from './read-top';
import { toTopResult } from './top-result';

/** How a live view looks. */
export interface WatchOptions {
  readonly seconds: number;
  readonly isWide: boolean;
  readonly look: Look;
}

const SORT_KEYS: Readonly<Record<string, string>> = {
  c: 'cpu',
  m: 'memory',
  n: 'name',
  i: 'network',
  d: 'disk',
};
const KEYS_HELP = 'q quit · sort by: c CPU, m memory, i network, d disk, n name';

/** Shows `top` again and again until the user ends it. @throws CommandError when the first look fails */
export async function watchTop(
  client: ApiClient,
  query: TopQuery,
  options: WatchOptions,
  surroundings: Surroundings,
): Promise<void> {
  const live = new LiveTop(client, query, options, surroundings);
  await live.run();
}

class LiveTop {
  private readonly screen: Screen;
  private view: TopView | undefined;
  private fault: string | undefined;
  private isEnded = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly client: ApiClient,
    private query: TopQuery,
    private readonly options: WatchOptions,
    private readonly surroundings: Surroundings,
  ) {
    this.screen = new Screen(surroundings.stdout);
  }

  async run(): Promise<void> {
    const { stdout, stdin, interrupted, defer } = this.surroundings;
    // A first look that fails is told like any other error, on the screen the user has.
    this.view = await readTop(this.client, this.query);
    void interrupted.then(() => this.end());
    defer(() => this.screen.leave());
    await this.screen.enter();
    const stopResize = stdout.onResize(() => void this.draw());
    const stopKeys = listenToKeys(stdin, (key) => this.press(key));
    try {
      await this.draw();
      for (;;) {
        await this.pause();
        if (this.isEnded) return;
        await this.look();
      }
    } finally {
      stopKeys();
      stopResize();
      await this.screen.leave();
    }
  }

  private end(): void {
    this.isEnded = true;
    this.wake();
  }

  private press(key: string): void {
    if (key === 'q' || key === 'ctrl-c') this.end();
    else if (Object.hasOwn(SORT_KEYS, key)) {
      this.query = { ...this.query, sortBy: SORT_KEYS[key] };
      this.wake();
    }
  }

  /** Waits for the next look, or until a key asks for one at once. */
  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.options.seconds * 1_000);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async look(): Promise<void> {
    try {
      this.view = await readTop(this.client, this.query);
      this.fault = undefined;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      // What was seen last stays, and it is said that it is old.
      this.fault = error.message;
    }
    if (!this.isEnded) await this.draw();
  }

  private async draw(): Promise<void> {
    if (this.view === undefined || this.isEnded) return;
    const { view, query, fault } = this;
    const { seconds, isWide, look } = this.options;
    const colours = coloursOf(this.surroundings.stdout);
    const { rows } = this.surroundings.stdout.size();
    const result = toTopResult(view, query, look);
    const table = render(result, isWide ? 'wide' : 'table')
      .trimEnd()
      .split('\n');
    const [head = '', ...body] = view.items.length === 0 ? [result.emptyText] : table;
    const place = rows - 3;
    const more = body.length > place ? ` · ${body.length - place + 1} more below` : '';
    const time = toLocalTime(Date.parse(view.timestamp ?? '') || this.surroundings.now());
    await this.screen.draw([
      colours.bold(`${time} · ${view.total} ${query.subject} · every ${seconds} s${more}`),
      fault === undefined ? colours.dim(KEYS_HELP) : colours.red(`old: ${toCellText(fault)}`),
      colours.bold(head),
      ...body,
    ]);
  }
}
