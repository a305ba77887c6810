import { dashOfLimit, LIMIT_KINDS, withKinds } from './limit-style';

describe('withKinds', () => {
  it('keeps the kinds there are and gives the others those left', () => {
    const lines = withKinds([
      { label: 'a', value: 1 },
      { label: 'b', value: 2, kind: 'request' },
      { label: 'c', value: 3 },
    ]);
    expect(lines.map(({ kind }) => kind)).toEqual(['limit', 'request', 'allocatable']);
  });
});

describe('dashOfLimit', () => {
  it('differs for every kind', () => {
    const dashes = LIMIT_KINDS.map((kind) => dashOfLimit(kind).join(' '));
    expect(new Set(dashes).size).toBe(4);
  });
});
