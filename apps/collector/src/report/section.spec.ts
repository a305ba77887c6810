import { Fields, Row } from './row';
import { SectionBuilder } from './section';

const CGROUP = new Fields('cgroup');

function createRow(
  values: Record<string, number>,
  lost: Record<string, 'no_psi' | 'overflow'>,
): Row {
  const row = new Row(CGROUP);
  for (const name of CGROUP.names) row.lose(name, 'controller_missing');
  for (const [name, value] of Object.entries(values)) row.set(name, value);
  for (const [name, reason] of Object.entries(lost)) row.lose(name, reason);
  return row;
}

/** What is absent in every row of these tests. */
const OTHERS = CGROUP.names.filter(
  (name) => name !== 'pids' && name !== 'memory_bytes' && name !== 'memory_swap_bytes',
);

it('has columns in which a row has a value, and says for each row why another has none', () => {
  const section = new SectionBuilder(CGROUP);
  section.add('/a', 3, createRow({ pids: 1, memory_bytes: 10 }, { memory_swap_bytes: 'overflow' }));
  section.add('/b', 4, createRow({ memory_bytes: 20 }, { pids: 'overflow' }));
  section.add('/c', 5, createRow({ pids: 3, memory_bytes: 30 }, {}));

  expect(section.build()).toEqual({
    fields: ['memory_bytes', 'pids'],
    ids: ['/a', '/b', '/c'],
    offsets_milliseconds: [3, 4, 5],
    rows: [
      [10, 1],
      [20, null],
      [30, 3],
    ],
    absent: expect.arrayContaining([
      // The column nobody has: once, with the commonest reason, and the row with another.
      { field: 'memory_swap_bytes', reason: 'controller_missing' },
      { field: 'memory_swap_bytes', row: 0, reason: 'overflow' },
      { field: 'pids', row: 1, reason: 'overflow' },
      ...OTHERS.map((field) => ({ field, reason: 'controller_missing' })),
    ]) as unknown,
  });
  expect(section.build().absent).toHaveLength(OTHERS.length + 3);
});

it('is empty without rows', () => {
  expect(new SectionBuilder(CGROUP).build()).toEqual({
    fields: [],
    ids: [],
    offsets_milliseconds: [],
    rows: [],
    absent: [],
  });
});

it('copies the values', () => {
  const row = createRow({ pids: 1 }, {});
  const section = new SectionBuilder(CGROUP);
  section.add('/a', 0, row);
  const built = section.build();

  row.set('pids', 2);

  expect(built.rows).toEqual([[1]]);
});
