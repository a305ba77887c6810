import { GroupIndex } from './group-index';

describe('GroupIndex', () => {
  it('gives each key a slot and finds it again', () => {
    const groups = new GroupIndex();
    expect(groups.join('shop')).toBe(0);
    expect(groups.join('bank')).toBe(1);
    expect(groups.join('shop')).toBe(0);
    expect(groups.find('bank')).toBe(1);
    expect(groups.find('none')).toBe(-1);
    expect(groups.size).toBe(2);
  });

  it('ends a group with its last pod', () => {
    const groups = new GroupIndex();
    groups.join('shop');
    groups.join('shop');
    groups.leave(0, 10);
    expect(groups.find('shop')).toBe(0);
    groups.leave(0, 10);
    expect(groups.find('shop')).toBe(-1);
    expect(groups.keys[0]).toBeUndefined();
  });

  it('lets a slot rest until no sum of its group can be held', () => {
    const groups = new GroupIndex();
    groups.join('shop');
    groups.leave(0, 10);
    groups.reuseBefore(10);
    expect(groups.join('bank')).toBe(1);
    groups.reuseBefore(11);
    expect(groups.join('mail')).toBe(0);
    expect(groups.join('news')).toBe(2);
  });
});
