import type { Derivation } from '@kubemonitor/metrics-model';
import { StepParts } from './step-parts';

const NONE = Number.NaN;
const GAUGE: Derivation = { kind: 'gauge', metric: 'm' };
const COUNTER: Derivation = { kind: 'counter', metric: 'm' };
/** Value = increase / seconds × 2. */
const RATE: Derivation = { kind: 'rate', metric: 'm', scale: 2 };
const RATIO: Derivation = { kind: 'ratio', part: 'p', whole: 'w' };

const from0 = (ticksPerStep: number) => ({ base: 0, ticksPerStep });

function floats(...values: number[]): Float64Array {
  return Float64Array.from(values);
}

/** Every column of one step. */
function stepOf(parts: StepParts, step: number) {
  const { part, whole, count, min, max, last } = parts;
  return [part, whole, count, min, max, last].map((column) => column[step]);
}

describe('StepParts', () => {
  it('adds up ticks of a gauge and averages them, absent ones left out', () => {
    const parts = new StepParts(3, GAUGE);
    parts.addTicks({ values: floats(1, NONE, 5, 3, 7), scale: 1 }, 0, 5, from0(4));
    expect(stepOf(parts, 0)).toEqual([9, 3, 3, 1, 5, 3]);
    expect(stepOf(parts, 1)).toEqual([7, 1, 1, 7, 7, 7]);
    expect(stepOf(parts, 2)).toEqual([0, 0, 0, NONE, NONE, NONE]);
    expect([0, 1, 2].map((step) => parts.value(step))).toEqual([3, 7, NONE]);
  });

  it('weighs rates by their time', () => {
    const parts = new StepParts(1, RATE);
    const derived = {
      values: floats(NONE, 4, 8, 6),
      parts: floats(NONE, 10, 20, 30),
      wholes: floats(NONE, 5, 5, 10),
      scale: 2,
    };
    parts.addTicks(derived, 0, 4, from0(4));
    expect(stepOf(parts, 0)).toEqual([60, 20, 3, 4, 8, 6]);
    expect(parts.value(0)).toBe(6);
  });

  it('counts a rate that was given like one over a second', () => {
    const parts = new StepParts(1, RATE);
    parts.addTicks({ values: floats(4, 8), scale: 1 }, 0, 2, from0(2));
    expect(stepOf(parts, 0)).toEqual([6, 2, 2, 4, 8, 8]);
    expect(parts.value(0)).toBe(6);
  });

  it('has a ratio of 0 where neither the part nor the whole grew', () => {
    const parts = new StepParts(1, RATIO);
    const derived = { values: floats(0), parts: floats(0), wholes: floats(0), scale: 1 };
    parts.addTicks(derived, 0, 1, from0(1));
    expect([parts.count[0], parts.value(0)]).toEqual([1, 0]);
  });

  it('has of a counter the last value', () => {
    const parts = new StepParts(2, COUNTER);
    parts.addTicks({ values: floats(10, 20, NONE, 5), scale: 1 }, 0, 4, from0(3));
    expect([parts.value(0), parts.value(1)]).toEqual([20, 5]);
  });

  it('begins where it is told, and takes ticks in several goes', () => {
    const parts = new StepParts(2, GAUGE);
    const derived = { values: floats(100, 100, 100, 1, 2, 3, 4), scale: 1 };
    parts.addTicks(derived, 3, 4, { base: 3, ticksPerStep: 2 });
    parts.addTicks(derived, 4, 7, { base: 3, ticksPerStep: 2 });
    expect(stepOf(parts, 0)).toEqual([3, 2, 2, 1, 2, 2]);
    expect(stepOf(parts, 1)).toEqual([7, 2, 2, 3, 4, 4]);
  });

  it('adds steps of others without loss', () => {
    const all = new StepParts(1, GAUGE);
    const fine = new StepParts(3, GAUGE);
    fine.addTicks({ values: floats(1, 9, NONE, NONE, 2, NONE), scale: 1 }, 0, 6, from0(2));
    for (let step = 0; step < 3; step += 1) all.addStep(0, fine, step);
    expect(stepOf(all, 0)).toEqual([12, 3, 3, 1, 9, 2]);
  });

  it('takes the last value of a counter from the latest step that has one', () => {
    const all = new StepParts(1, COUNTER);
    const fine = new StepParts(3, COUNTER);
    fine.addTicks({ values: floats(7, 8, NONE), scale: 1 }, 0, 3, from0(1));
    for (let step = 0; step < 3; step += 1) all.addStep(0, fine, step);
    expect(all.value(0)).toBe(8);
  });

  it('forgets everything when it is cleared', () => {
    const parts = new StepParts(1, GAUGE);
    parts.addTicks({ values: floats(4), scale: 1 }, 0, 1, from0(1));
    parts.clear();
    expect(stepOf(parts, 0)).toEqual([0, 0, 0, NONE, NONE, NONE]);
  });
});
