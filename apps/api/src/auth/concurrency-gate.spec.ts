import { BusyError, ConcurrencyGate } from './concurrency-gate';

/** Tasks that end when they are told. */
function createTasks() {
  const started: string[] = [];
  const ends = new Map<string, { resolve: (value: string) => void; reject: (e: Error) => void }>();
  const task = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }));
  };
  return { started, task, ends };
}

it('runs so many at once, the others in the order they came', async () => {
  const { started, task, ends } = createTasks();
  const gate = new ConcurrencyGate(2, 10);
  const results = ['a', 'b', 'c', 'd'].map((name) => gate.run(task(name)));
  expect(started).toEqual(['a', 'b']);

  ends.get('b')?.resolve('B');
  expect(await results[1]).toBe('B');
  expect(started).toEqual(['a', 'b', 'c']);

  ends.get('a')?.reject(new Error('broken'));
  await expect(results[0]).rejects.toThrow('broken');
  expect(started).toEqual(['a', 'b', 'c', 'd']);

  ends.get('c')?.resolve('C');
  ends.get('d')?.resolve('D');
  expect(await Promise.all(results.slice(2))).toEqual(['C', 'D']);
});

it('refuses when too many wait, and takes more when they do not', async () => {
  const { started, task, ends } = createTasks();
  const gate = new ConcurrencyGate(1, 1);
  const first = gate.run(task('first'));
  const second = gate.run(task('second'));
  await expect(gate.run(task('third'))).rejects.toBeInstanceOf(BusyError);

  ends.get('first')?.resolve('');
  await first;
  ends.get('second')?.resolve('');
  await second;
  const fourth = gate.run(task('fourth'));
  ends.get('fourth')?.resolve('done');
  expect(await fourth).toBe('done');
  expect(started).toEqual(['first', 'second', 'fourth']);
});
