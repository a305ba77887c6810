import type { Page } from 'playwright-core';

/** What does not come in so long is told of as an error. */
const LIMIT_MS = 120_000;

/** What somebody does, by a selector of the element it is done to. */
export interface Act {
  readonly selector: string;
  /** Which of those elements, by its text; undefined = the first. */
  readonly text?: string;
  /** Typed into it; undefined = it is clicked. */
  readonly typed?: string;
}

/** What then shows that it is done: something changes, or something is there. */
export type Sign = { readonly changes: string } | { readonly shows: string };

/** The first row of the list. */
export const FIRST_ROW: Sign = { changes: 'tbody th' };

/** How many rows match. */
export const COUNT: Sign = { changes: '.table-bar [role=status]' };

/** Milliseconds from an act to the frame after the one in which its sign has come. */
export function timeAct(page: Page, act: Act, sign: Sign): Promise<number> {
  return page.evaluate(
    async ({ selector, text, typed, wanted, limitMs }) => {
      const element = [...document.querySelectorAll<HTMLElement>(selector)].find(
        (one) => text === undefined || one.innerText.trim() === text,
      );
      if (element === undefined) throw new Error(`there is no ${selector} ${text ?? ''}`);
      const watched = 'changes' in wanted ? wanted.changes : wanted.shows;
      const read = () => document.querySelector(watched)?.textContent;
      const before = read();
      const isDone = () =>
        'changes' in wanted ? read() !== before : document.querySelector(watched) !== null;
      const startedAt = performance.now();
      if (typed !== undefined && element instanceof HTMLInputElement) {
        // React hears of a value only when it is set as the browser itself would.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(
          element,
          typed,
        );
        element.dispatchEvent(new Event('input', { bubbles: true }));
      } else element.click();
      while (!isDone()) {
        if (performance.now() - startedAt > limitMs) throw new Error(`no sign: ${watched}`);
        await new Promise(requestAnimationFrame);
      }
      await new Promise(requestAnimationFrame);
      return performance.now() - startedAt;
    },
    { ...act, wanted: sign, limitMs: LIMIT_MS },
  );
}

/** Milliseconds from a key to the frame after the one in which the marked row is another. */
export function timeKey(page: Page, key: string): Promise<number> {
  return page.evaluate(async (pressed) => {
    const read = () => document.querySelector('tr[aria-current=true] th')?.textContent;
    const before = read();
    const startedAt = performance.now();
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }),
    );
    while (read() === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  }, key);
}

/** Milliseconds between the frames while the table is scrolled by 600 px a frame. */
export function timeScroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('.table-scroller');
    const times: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 200 && scroller !== null; frame += 1) {
      scroller.scrollTop += 600;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  });
}

/** When a page painted first, had a row, and had a sparkline in every row in sight, ms since the navigation. */
export interface Opening {
  readonly paintMs: number;
  readonly rowMs: number;
  /** Undefined: the page has none. */
  readonly sparklinesMs: number | undefined;
}

/** Opens a list and waits until it is whole. */
export async function openList(page: Page, url: string, hasSparklines: boolean): Promise<Opening> {
  await page.goto(url);
  const rowMs = await page.evaluate(async () => {
    while (document.querySelector('tbody th') === null) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  const sparklinesMs = hasSparklines ? await waitForSparklines(page) : undefined;
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  return { paintMs, rowMs, sparklinesMs };
}

function waitForSparklines(page: Page): Promise<number> {
  return page.evaluate(async (limitMs) => {
    const lacking = () =>
      [...document.querySelectorAll('tbody tr')].some((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const isInSight = top >= 0 && bottom <= innerHeight && row.querySelector('th') !== null;
        return isInSight && row.querySelector('[role=img]') === null;
      });
    while (lacking()) {
      if (performance.now() > limitMs) throw new Error('rows have no sparklines');
      await new Promise(requestAnimationFrame);
    }
    return performance.now();
  }, LIMIT_MS);
}
