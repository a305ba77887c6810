import { encodeText, encodeVarint, toTag } from './protobuf';

describe('encodeVarint', () => {
  it.each([
    [0, [0x00]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [150, [0x96, 0x01]],
    [300, [0xac, 0x02]],
    // 2^40 is 1 followed by 40 zero bits: five groups of seven and then 2^5.
    [2 ** 40, [0x80, 0x80, 0x80, 0x80, 0x80, 0x20]],
  ])('writes %p', (value, bytes) => {
    expect(encodeVarint(value)).toEqual(bytes);
  });
});

describe('encodeText', () => {
  it('writes tag, length and bytes', () => {
    expect(encodeText(2, 'testing')).toEqual([0x12, 7, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
  });
});

describe('toTag', () => {
  it.each([
    [1, 2, 0x0a],
    [1, 1, 0x09],
    [2, 0, 0x10],
  ])('of field %p and type %p is %p', (field, type, tag) => {
    expect(toTag(field, type)).toBe(tag);
  });
});
