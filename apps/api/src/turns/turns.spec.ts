import { Readable } from 'node:stream';
import { LongAnswers } from './long-answers';
import { filterInTurns, mapInTurns } from './map-in-turns';
import { nextTurn } from './next-turn';
import { Stretch } from './stretch';

/** Does nothing for some milliseconds of the clock. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Counts the turns the event loop makes until a work is done. */
async function countTurns(task: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await task;
  isOver = true;
  return turns;
}

describe('nextTurn', () => {
  it('lets one work go on in a turn, in the order they came', async () => {
    const order: string[] = [];
    let turn = 0;
    const count = () => {
      turn += 1;
      if (turn < 20) setImmediate(count);
    };
    setImmediate(count);
    const step = async (name: string) => {
      for (let at = 0; at < 2; at += 1) {
        await nextTurn();
        order.push(`${name}${turn}`);
      }
    };
    await Promise.all([step('a'), step('b'), step('c')]);
    expect(order).toEqual(['a1', 'b2', 'c3', 'a4', 'b5', 'c6']);
  });
});

describe('mapInTurns', () => {
  const NUMBERS = Array.from({ length: 160 }, (_, index) => index);

  it('makes all, in their order', async () => {
    expect(await mapInTurns([1, 2, 3], (item) => (item === 2 ? [] : [item, -item]))).toEqual([
      1, -1, 3, -3,
    ]);
    expect(await filterInTurns(NUMBERS, (item) => item % 50 === 0)).toEqual([0, 50, 100, 150]);
  });

  it('lets others in between', async () => {
    // 160 ms of work, looked at each 16 ms, which is more than a stretch: ten rests.
    const turns = await countTurns(
      mapInTurns(NUMBERS, (item) => {
        work(1);
        return [item];
      }),
    );
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});

it('a stretch is due once it has lasted, and begins anew after a rest', async () => {
  const stretch = new Stretch();
  work(10);
  expect(stretch.isDue).toBe(true);
  await stretch.rest();
  expect(stretch.isDue).toBe(false);
});

describe('long answers', () => {
  /** Begins an answer of one piece that is read when `open` is called. */
  function answer(answers: LongAnswers, log: string[], name: string): Promise<() => Promise<void>> {
    return new Promise((resolve, reject) => {
      const pieces = () => {
        log.push(name);
        return Promise.resolve([Buffer.alloc(0), Buffer.from(name)]);
      };
      const send = (body: Readable) =>
        resolve(async () => {
          const read: unknown[] = [];
          for await (const piece of body) read.push(String(piece));
          expect(read).toEqual([name]);
        });
      answers.begin(pieces, send).catch(reject);
    });
  }

  it('are made a few at a time, and the rest refused', async () => {
    const answers = new LongAnswers(1, 1);
    const log: string[] = [];
    const first = answer(answers, log, 'first');
    const second = answer(answers, log, 'second');
    await expect(answer(answers, log, 'third')).rejects.toMatchObject({ code: 'busy' });
    const read = await first;
    expect(log).toEqual(['first']);
    await read();
    await (
      await second
    )();
    expect(log).toEqual(['first', 'second']);
  });

  it('tell what fails before they begin', async () => {
    const answers = new LongAnswers(1, 0);
    const fail = () => Promise.reject(new Error('no store'));
    await expect(answers.begin(fail, () => undefined)).rejects.toThrow('no store');
    // Its place is free again.
    await (
      await answer(answers, [], 'next')
    )();
  });
});
