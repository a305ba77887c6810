import { fieldsOf } from '@kubemonitor/metrics-model';
import { selectFields } from './fields';

const FIELDS = fieldsOf('pod');
const EXTRAS = ['cpu_limit_percent', 'memory_limit_percent'];

function select(text: string | undefined) {
  const { fields, extras, names } = selectFields(text, FIELDS, EXTRAS);
  return { fields: fields.map(({ name }) => name), extras: [...extras], names: [...names] };
}

describe('selectFields', () => {
  it('takes all when the query does not say', () => {
    const all = FIELDS.map(({ name }) => name);
    expect(select(undefined)).toEqual({ fields: all, extras: EXTRAS, names: [...all, ...EXTRAS] });
  });

  it('keeps the order of the answer, not that of the query', () => {
    expect(select('memory_bytes,cpu_millicores')).toEqual({
      fields: ['cpu_millicores', 'memory_bytes'],
      extras: [],
      names: ['cpu_millicores', 'memory_bytes'],
    });
  });

  it('takes fields the API adds, spaces and repetitions', () => {
    expect(select(' memory_limit_percent , pids,pids')).toEqual({
      fields: ['pids'],
      extras: ['memory_limit_percent'],
      names: ['pids', 'memory_limit_percent'],
    });
  });

  it.each([
    '',
    'nonsense',
    'cpu_millicores,',
    'load_1m',
    'constructor',
    '__proto__',
    'CPU_MILLICORES',
  ])('refuses %j', (text) => {
    expect(() => select(text)).toThrow('"fields" is not a field of this answer.');
  });

  it('repeats only a piece of what was sent', () => {
    try {
      select('x'.repeat(4_000));
    } catch (error) {
      expect(error).toMatchObject({
        status: 400,
        members: { errors: [{ field: 'fields', value: 'x'.repeat(80) }] },
      });
    }
    expect.assertions(1);
  });
});
