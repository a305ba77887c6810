import { ClockStepDetector, computeTick, computeWait } from './schedule';

describe('computeTick', () => {
  it.each([
    [0, 5_000, 0],
    [4_999, 5_000, 0],
    [5_000, 5_000, 1],
    [1_795_425_475_027, 5_000, 359_085_095],
  ])('at %d ms with an interval of %d ms is %d', (wall, interval, tick) => {
    expect(computeTick(wall, interval)).toBe(tick);
  });
});

describe('computeWait', () => {
  it.each([
    [5_000, 5_000, 5_000],
    [5_001, 5_000, 4_999],
    [9_999, 5_000, 1],
    [300_500, 300_000, 299_500],
  ])('at %d ms with an interval of %d ms is %d ms', (wall, interval, wait) => {
    expect(computeWait(wall, interval)).toBe(wait);
  });
});

describe('ClockStepDetector', () => {
  it.each([
    ['both advance alike', 5_000, 5_000, false],
    ['an adjusted clock', 5_250, 5_000, false],
    ['a clock set forward', 5_251, 5_000, true],
    ['a clock set back', -3_595_000, 5_000, true],
    ['a machine that slept', 605_000, 5_000, true],
  ])('tells %s', (_, wall, monotonic, isStepped) => {
    const detector = new ClockStepDetector();
    const start = 1_000_000_000_000;

    expect(detector.observe(start, 70)).toBe(false);
    expect(detector.observe(start + wall, 70 + monotonic)).toBe(isStepped);
  });

  it('compares with the last observation, so a step shows once', () => {
    const detector = new ClockStepDetector();

    detector.observe(0, 0);

    expect(detector.observe(10_000, 5_000)).toBe(true);
    expect(detector.observe(15_000, 10_000)).toBe(false);
  });
});
