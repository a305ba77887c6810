import { join } from 'node:path';
import { createRecordedLog } from '../../test/recorded-log';
import { useTemporaryDirectory } from '../../test/temporary-directory';
import { Spool } from './spool';
import { SpoolDirectory } from './spool-directory';

const directory = useTemporaryDirectory();

function openDirectory(): SpoolDirectory {
  return new SpoolDirectory(join(directory(), 'spool'), 100_000, createRecordedLog().log);
}

function push(spool: Spool, ...numbers: number[]): void {
  for (const number of numbers) spool.push(Buffer.from(String(number)));
}

function drain(spool: Spool): string[] {
  const texts: string[] = [];
  for (let report = spool.oldest(); report !== undefined; report = spool.oldest()) {
    texts.push(report.body.toString('utf8'));
    spool.remove(report);
  }
  return texts;
}

describe('in memory', () => {
  it('gives the newest and the oldest', () => {
    const spool = new Spool(10, undefined);
    push(spool, 1, 2, 3);

    expect(spool.newest()?.body.toString()).toBe('3');
    expect(drain(spool)).toEqual(['1', '2', '3']);
    expect(spool.newest()).toBeUndefined();
  });

  it('drops the oldest over the bound and counts them', () => {
    const spool = new Spool(3, undefined);
    push(spool, 1, 2, 3, 4, 5);

    expect(spool.dropped).toBe(2);
    expect(spool.pending).toBe(3);
    expect(drain(spool)).toEqual(['3', '4', '5']);
  });

  it('is lost and counted at the end', () => {
    const spool = new Spool(3, undefined);
    push(spool, 1, 2);

    spool.close();

    expect(spool.dropped).toBe(2);
  });
});

describe('with a directory', () => {
  it('moves the oldest there, and gives them first', () => {
    const spool = new Spool(2, openDirectory());
    push(spool, 1, 2, 3, 4, 5);

    expect(spool.pending).toBe(5);
    expect(spool.dropped).toBe(0);
    expect(spool.newest()?.body.toString()).toBe('5');
    expect(drain(spool)).toEqual(['1', '2', '3', '4', '5']);
    spool.close();
  });

  it('keeps all of them for the next process', () => {
    const before = new Spool(2, openDirectory());
    push(before, 1, 2, 3);
    before.close();

    const after = new Spool(2, openDirectory());
    push(after, 4);

    expect(after.pending).toBe(4);
    expect(after.newest()?.body.toString()).toBe('4');
    expect(drain(after)).toEqual(['1', '2', '3', '4']);
    after.close();
  });

  it('does not forget another report when one moved to the directory on its way', () => {
    const spool = new Spool(1, openDirectory());
    push(spool, 1);
    const onItsWay = spool.oldest();
    push(spool, 2);

    if (onItsWay !== undefined) spool.remove(onItsWay);

    expect(drain(spool)).toEqual(['1', '2']);
    spool.close();
  });
});
