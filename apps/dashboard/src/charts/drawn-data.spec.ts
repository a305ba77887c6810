import { DrawnData } from './drawn-data';

const PLOT = { left: 0, top: 0, right: 100, bottom: 100 };

/** A box of 10 px around a point. */
function around(x: number, y: number) {
  return { left: x - 5, top: y - 5, right: x + 5, bottom: y + 5 };
}

function drawn(xs: number[], tops: (number | null | undefined)[], bottoms = tops): DrawnData {
  const data = new DrawnData(PLOT, 4, 1);
  data.add({ xs, tops, bottoms });
  return data;
}

describe('DrawnData', () => {
  it('is along a line, between its points too', () => {
    const line = drawn([0, 100], [0, 100]);
    expect(line.isIn(around(50, 50))).toBe(true);
    expect(line.isIn(around(50, 20))).toBe(false);
    expect(line.isIn(around(20, 50))).toBe(false);
  });

  it('is not in a gap, but runs over times only others have', () => {
    expect(drawn([0, 50, 100], [50, null, 50]).isIn(around(50, 50))).toBe(false);
    expect(drawn([0, 50, 100], [50, undefined, 50]).isIn(around(50, 50))).toBe(true);
  });

  it('is at a point without neighbours', () => {
    const dot = drawn([20, 50, 80], [null, 50, null]);
    expect(dot.isIn(around(50, 52))).toBe(true);
    expect(dot.isIn(around(70, 50))).toBe(false);
  });

  it('is in an area and in a band', () => {
    const area = drawn([0, 100], [40, 40], [100, 100]);
    expect(area.isIn(around(50, 80))).toBe(true);
    expect(area.isIn(around(50, 30))).toBe(false);
  });

  it('is within its margin', () => {
    expect(drawn([0, 100], [60, 60]).isIn(around(50, 54.5))).toBe(true);
    expect(drawn([0, 100], [60, 60]).isIn(around(50, 53.5))).toBe(false);
  });

  it('leaves out what is beside the plot', () => {
    expect(drawn([-50, -10], [50, 50]).isIn(around(5, 50))).toBe(false);
    expect(drawn([-50, 50], [0, 100]).isIn(around(6, 50))).toBe(true);
  });
});
