import { halfAround, plotAction } from './plot-keys';

describe('plotAction', () => {
  it.each([
    ['ArrowLeft', 5, 4],
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 19, 19],
    ['PageUp', 12, 2],
    ['PageDown', 12, 19],
    ['Home', 12, 0],
    ['End', 12, 19],
    ['ArrowLeft', undefined, 19],
  ])('%s at %s moves to %d', (key, at, to) => {
    expect(plotAction(key, at, 20)).toEqual({ kind: 'move', to });
  });

  it.each([
    ['+', 'zoom-in'],
    ['-', 'zoom-out'],
    ['Escape', 'leave'],
  ])('%s is %s', (key, kind) => {
    expect(plotAction(key, 3, 20)).toEqual({ kind });
  });

  it.each([
    ['.', 1],
    [',', -1],
  ])('%s goes to the event in direction %d', (key, direction) => {
    expect(plotAction(key, undefined, 20)).toEqual({ kind: 'event', direction });
  });

  it('leaves other keys to the page, and all where there are no points', () => {
    expect(plotAction('Tab', 3, 20)).toBeUndefined();
    expect(plotAction('ArrowLeft', undefined, 0)).toBeUndefined();
  });
});

describe('halfAround', () => {
  it.each([
    [50, { startMs: 25, endMs: 75 }],
    [10, { startMs: 0, endMs: 50 }],
    [95, { startMs: 50, endMs: 100 }],
  ])('%d', (time, range) => {
    expect(halfAround(time, 0, 100)).toEqual(range);
  });
});
