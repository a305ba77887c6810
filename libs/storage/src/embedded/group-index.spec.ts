import { GroupIndex } from './group-index';

describe('GroupIndex', () => {
  it('gives each key a slot and finds it again', () => {
    const groups = new GroupIndex();
    expect(groups.join('shop')).toBe(0);
    expect(groups.join('bank')).toBe(1);
    expect(groups.join('shop')).toBe(0);
    expect(groups.find('bank').slot).toBe(1);
    expect(groups.find('none').slot).toBe(-1);
    expect(groups.size).toBe(2);
  });

  it('ends a group with its last pod', () => {
    const groups = new GroupIndex();
    groups.join('shop');
    groups.join('shop');
    groups.leave(0, 10);
    expect(groups.find('shop').slot).toBe(0);
    groups.leave(0, 10);
    expect(groups.find('shop').slot).toBe(-1);
    expect(groups.bySlot[0]).toBeUndefined();
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

  it('gives a serial number once: a group that comes back is another one', () => {
    const groups = new GroupIndex();
    groups.join('shop');
    groups.leave(0, 10);
    groups.reuseBefore(11);
    groups.join('shop');
    expect(groups.find('shop')).toMatchObject({ slot: 0, serial: 1 });
    groups.reserveSerials(8);
    expect(groups.add('bank', 3).serial).toBe(3);
    groups.join('mail');
    expect(groups.find('mail').serial).toBe(8);
  });

  it('ends groups of an earlier run that no pod belongs to', () => {
    const groups = new GroupIndex();
    groups.add('gone', 4);
    groups.add('shop', 5);
    groups.join('shop');
    groups.endEmpty(10);
    expect([...groups.groups()].map(({ key }) => key)).toEqual(['shop']);
  });
});
