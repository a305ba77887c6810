import { NamedObjects } from './named-objects';

function objectOf(uid: string, name: string): object {
  return { metadata: { uid, name } };
}

function create() {
  return new NamedObjects(({ metadata }) =>
    metadata?.uid === undefined || metadata.name === 'none'
      ? undefined
      : { uid: metadata.uid, name: metadata.name ?? '' },
  );
}

describe('NamedObjects', () => {
  it('holds the newer of two with one name, also when the older is gone after it came', () => {
    const objects = create();
    objects.upsert(objectOf('u1', 'web'));
    objects.upsert(objectOf('u2', 'web'));
    objects.remove(objectOf('u1', 'web'));
    expect(objects.get('web')?.uid).toBe('u2');
    objects.remove(objectOf('u2', 'web'));
    expect(objects.get('web')).toBeUndefined();
  });

  it('drops what a list does not have', () => {
    const objects = create();
    objects.upsert(objectOf('u1', 'a'));
    objects.upsert(objectOf('u2', 'b'));
    objects.replaced(new Set(['u2']));
    expect([...objects.all()]).toEqual([{ uid: 'u2', name: 'b' }]);
  });

  it('drops what does not count any more', () => {
    const objects = create();
    objects.upsert(objectOf('u1', 'a'));
    objects.upsert(objectOf('u1', 'none'));
    expect([...objects.all()]).toEqual([]);
    objects.upsert({});
    expect([...objects.all()]).toEqual([]);
  });
});
