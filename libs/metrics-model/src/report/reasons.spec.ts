import { REASONS, REASON_CODES } from './reasons';

describe('REASONS', () => {
  it.each(REASON_CODES)('says what %s means in one sentence', (code) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(REASONS[code]).toMatch(/^[A-Z][^.]*\.$/);
  });

  it('lists every code once', () => {
    expect([...REASON_CODES]).toEqual(Object.keys(REASONS));
    expect(new Set(Object.values(REASONS)).size).toBe(REASON_CODES.length);
  });
});
