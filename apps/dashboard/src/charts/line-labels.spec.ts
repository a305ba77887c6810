import { boxAt, placeLabels, type Box, type LabelRoom, type NamedLine } from './line-labels';

const PLOT: Box = { left: 0, top: 0, right: 400, bottom: 160 };

/** Text of 12 px, 3 px from its line. */
function roomWith(...drawn: readonly Box[]): LabelRoom {
  return {
    plot: PLOT,
    textHeight: 12,
    gap: 3,
    isFree: (box) =>
      drawn.every(
        (one) =>
          one.right <= box.left ||
          one.left >= box.right ||
          one.bottom <= box.top ||
          one.top >= box.bottom,
      ),
  };
}

function line(key: string, y: number, width = 80): NamedLine {
  return { key, y, width };
}

const NOWHERE = new Map();

describe('placeLabels', () => {
  it('writes above the line at the right', () => {
    const place = placeLabels([line('limit', 80)], roomWith(), NOWHERE);
    expect(place).toEqual(new Map([['limit', { side: 'above', share: 1 }]]));
    // 3 px from the right edge, 3 px above the line.
    expect(boxAt(line('limit', 80), { side: 'above', share: 1 }, roomWith())).toEqual({
      left: 317,
      top: 65,
      right: 397,
      bottom: 77,
    });
  });

  it('writes on the outer sides of two lines close together', () => {
    // Allocatable 3.8 and capacity 4 are 7 px apart.
    const places = placeLabels(
      [line('allocatable', 27), line('capacity', 20)],
      roomWith(),
      NOWHERE,
    );
    expect(places.get('capacity')).toEqual({ side: 'above', share: 1 });
    expect(places.get('allocatable')).toEqual({ side: 'below', share: 1 });
  });

  it('writes below a line at the upper edge', () => {
    expect(placeLabels([line('limit', 10)], roomWith(), NOWHERE).get('limit')?.side).toBe('below');
  });

  it('leaves out a line between two others', () => {
    const lines = [line('low', 66), line('middle', 60), line('high', 54)];
    const places = placeLabels(lines, roomWith(), NOWHERE);
    expect([...places.keys()].sort()).toEqual(['high', 'low']);
  });

  it('does not write over what is drawn', () => {
    // The data run along the right half of the line, on both sides of it.
    const places = placeLabels(
      [line('request', 80)],
      roomWith({ left: 200, top: 60, right: 400, bottom: 100 }),
      NOWHERE,
    );
    expect(places.get('request')).toEqual({ side: 'above', share: 0 });
  });

  it('leaves the name to the legend where all is drawn over', () => {
    expect(placeLabels([line('request', 80)], roomWith(PLOT), NOWHERE).size).toBe(0);
    expect(placeLabels([line('request', 80, 500)], roomWith(), NOWHERE).size).toBe(0);
  });

  it('writes the names of equal lines on both sides of them', () => {
    const places = placeLabels([line('request', 80), line('limit', 80)], roomWith(), NOWHERE);
    expect(places.get('request')).toEqual({ side: 'above', share: 1 });
    expect(places.get('limit')).toEqual({ side: 'below', share: 1 });
  });

  it('lets the line with the fewest places choose first', () => {
    // Only above at the right is free for the second, which the first would take.
    const lines = [line('first', 80), line('second', 80)];
    const room = roomWith();
    const narrow = {
      ...room,
      isFree: (box: Box) => box.right - box.left === 80 || (box.left > 300 && box.bottom < 80),
    };
    const places = placeLabels([lines[0], { ...lines[1], width: 81 }], narrow, NOWHERE);
    expect(places.get('second')).toEqual({ side: 'above', share: 1 });
    expect(places.get('first')).toEqual({ side: 'below', share: 1 });
  });

  it('lets a name stay where it was', () => {
    const before = new Map([['limit', { side: 'below', share: 0.5 } as const]]);
    expect(placeLabels([line('limit', 80)], roomWith(), before)).toEqual(before);
    const taken = roomWith({ left: 150, top: 80, right: 250, bottom: 100 });
    expect(placeLabels([line('limit', 80)], taken, before).get('limit')).toEqual({
      side: 'above',
      share: 1,
    });
  });

  it('is not near a line it does not belong to', () => {
    // Between its line at 80 and that at 60 there is no room for 3 + 12 + 6 px.
    const places = placeLabels([line('request', 80), line('limit', 60)], roomWith(), NOWHERE);
    expect(places.get('request')).toEqual({ side: 'below', share: 1 });
    expect(places.get('limit')).toEqual({ side: 'above', share: 1 });
  });
});
