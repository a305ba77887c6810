import { chooseOverflow } from './overflow';

const file = (endMs: number, bytes: number) => ({ endMs, bytes });

describe('chooseOverflow', () => {
  const old = file(100, 10);
  const middle = file(200, 20);
  const young = file(300, 30);
  const files = [young, old, middle];

  it.each([
    ['what fits stays', 60, []],
    ['the first to end goes first', 59, [old]],
    ['as many as need be', 31, [old, middle]],
    ['all of them when nothing else helps', 0, [old, middle, young]],
  ])('%s', (_, mostBytes, expected) => {
    expect(chooseOverflow(files, 60, mostBytes)).toEqual(expected);
  });

  it('counts what cannot be dropped, too', () => {
    expect(chooseOverflow(files, 70, 60)).toEqual([old]);
    expect(chooseOverflow(files, 1_000, 60)).toEqual([old, middle, young]);
  });

  it('keeps the order given of files that end together: samples before what was made of them', () => {
    const samples = file(100, 5);
    const minutes = file(100, 5);
    expect(chooseOverflow([samples, minutes], 10, 5)).toEqual([samples]);
  });
});
