import { SharedValues } from './shared-values';

describe('SharedValues', () => {
  it('gives one object for all that are equal', () => {
    const values = new SharedValues();
    const first = values.object({ app: 'web', tier: 'front' });
    expect(values.object({ app: 'web', tier: 'front' })).toBe(first);
    expect(values.object({ tier: 'front', app: 'web' })).not.toBe(first);
    expect(values.object({ app: 'web' })).toEqual({ app: 'web' });
  });

  it('keeps texts and objects apart, whatever they hold', () => {
    const values = new SharedValues();
    expect(values.object({})).toEqual({});
    expect(values.text('{}')).toBe('{}');
    expect(values.text('')).toBe('');
    expect(values.text('__proto__')).toBe('__proto__');
    expect(values.text(undefined)).toBeUndefined();
  });

  it('forgets what was not met for long, and keeps what is met again and again', () => {
    const values = new SharedValues();
    const often = values.object({ often: true });
    const once = values.object({ once: true });
    for (let n = 0; n < 20_000; n += 1) {
      values.text(`text ${n}`);
      if (n % 1_000 === 0) expect(values.object({ often: true })).toBe(often);
    }
    expect(values.object({ once: true })).not.toBe(once);
  });
});
