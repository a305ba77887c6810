import fc from 'fast-check';
import { GROUP_KINDS, type Entity, type RangeFrame } from '../store';
import { PROPERTY_TIME_LIMIT_MS } from '../testing/property-time';
import { FIRST_TICK, buildReport, fieldsNamed, type ReportWords } from '../testing/report-builder';
import { WatchedStore, toRange } from '../testing/watched-store';

/** Reports lie in three windows; the stores are asked at END. */
const TICKS = 80;
const END = FIRST_TICK + TICKS;

/** Fields of each way to be derived, and some that are only explained. */
const FIELDS = {
  pod: fieldsNamed(
    'cpu_millicores',
    'cpu_throttled_ratio',
    'memory_bytes',
    'disk_read_bytes',
    'disk_read_bytes_per_second',
    'pids',
  ),
  node: fieldsNamed('load_1m', 'memory_pressure_some_ratio', 'uptime_seconds'),
};
const SUMMED_FIELDS = FIELDS.pod.filter(({ summed }) => summed);

const KEYS = { namespace: ['shop', 'bank'], workload: ['cart'] } as const;

/** What an arriving report meets: how often it comes, and whether upkeep follows. */
interface Arrival {
  readonly words: ReportWords;
  readonly withUpkeep: boolean;
}

const pod = fc.record({
  cpu_usage_microseconds: fc.oneof(fc.nat(1_000_000), fc.constant(null)),
  cpu_periods: fc.nat(50),
  cpu_throttled_periods: fc.nat(20),
  disk_read_bytes: fc.nat(1_000_000),
  memory_bytes: fc.nat(1_000_000),
});

const report = fc.record({
  tick: fc.integer({ min: FIRST_TICK, max: END }),
  node: fc.constantFrom('n1', 'n2'),
  atMs: fc.nat(40),
  stepped: fc.boolean(),
  host: fc.record({ load_1m: fc.nat(900).map((load) => load / 100), uptime_seconds: fc.nat(99) }),
  pods: fc.dictionary(fc.constantFrom('a', 'b', 'c'), pod, { noNullPrototype: true }),
  hostNetwork: fc.constantFrom(true, false, null),
  absent: fc.constantFrom<NonNullable<ReportWords['absent']>>(
    {},
    { pods: [{ field: 'cpu_usage_microseconds', reason: 'malformed' }] },
    { host: [{ field: 'memory_pressure_some_microseconds', reason: 'no_psi' }] },
  ),
});

/** Reports of two nodes that boot once each, no two of a node with the same tick. */
const history = fc
  .tuple(
    fc.uniqueArray(report, {
      selector: ({ node, tick }) => `${node} ${tick}`,
      minLength: 1,
      maxLength: 24,
    }),
    fc.nat(TICKS),
  )
  .map(([reports, boot]) =>
    reports.map((words): ReportWords => {
      return { ...words, boot: words.tick < FIRST_TICK + boot ? 'first' : 'second' };
    }),
  );

/** The same reports in any order, some of them twice, with upkeep after some. */
function arrivalsOf(reports: readonly ReportWords[]): fc.Arbitrary<Arrival[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...reports], { minLength: reports.length }),
      fc.shuffledSubarray([...reports]),
    )
    .chain(([once, again]) => {
      const words = [...once, ...again];
      return fc
        .array(fc.boolean(), { minLength: words.length, maxLength: words.length })
        .map((upkeep) => words.map((each, at) => ({ words: each, withUpkeep: upkeep[at] })));
    });
}

function nameNewPods(watched: WatchedStore, created: readonly Entity[]): void {
  for (const entity of created) {
    if (entity.scope !== 'pod') continue;
    const keys = { a: ['shop', 'cart'], b: ['shop', undefined], c: ['bank', 'cart'] }[entity.id];
    watched.store.assignGroups(entity, { namespace: keys?.[0], workload: keys?.[1] });
  }
}

async function store(arrivals: readonly Arrival[], ticksApart: number): Promise<WatchedStore> {
  const watched = new WatchedStore({ maxAheadSeconds: 1e6 });
  for (const [index, { words, withUpkeep }] of arrivals.entries()) {
    watched.goTo(END - (arrivals.length - index) * ticksApart);
    nameNewPods(watched, (await watched.append(buildReport(words))).created);
    if (withUpkeep) await watched.store.maintain();
  }
  watched.goTo(END);
  return watched;
}

function spell(frame: RangeFrame): unknown {
  return {
    fields: frame.fields.map(({ name }) => name),
    timestamps: Array.from(frame.timestamps),
    series: frame.series,
  };
}

async function pictureOf(watched: WatchedStore, scope: 'pod' | 'node'): Promise<unknown> {
  const fields = FIELDS[scope];
  const name = ({ node, id }: Entity) => `${node} ${id}`;
  const entities = [...watched.store.entities(scope)].sort((a, b) => (name(a) < name(b) ? -1 : 1));
  const latest = await watched.store.latest(entities, fields);
  const ranges = await Promise.all(
    [1, 4].map((ticksPerStep) =>
      watched.store.range(
        entities,
        fields,
        toRange({ from: FIRST_TICK, to: END + 1, ticksPerStep }),
        ['min', 'max', 'p95'],
      ),
    ),
  );
  return {
    entities: entities.map((entity) => [
      name(entity),
      entity.traits,
      entity.firstSeenMs,
      entity.lastSeenMs,
    ]),
    fields: latest.fields.map((field) => field.name),
    timestamps: Array.from(latest.timestamps),
    values: latest.columns.map((column, field) =>
      Array.from(column, (value, at) => (Number.isNaN(value) ? latest.explain(field, at) : value)),
    ),
    ranges: ranges.map(spell),
  };
}

async function pictureOfGroups(watched: WatchedStore): Promise<unknown> {
  const names = SUMMED_FIELDS.map(({ name }) => name);
  const pictures = [];
  for (const kind of GROUP_KINDS) {
    const { timestampMs } = await watched.store.groupLatest(kind, []);
    const range = await watched.store.groupRange(
      kind,
      KEYS[kind],
      SUMMED_FIELDS,
      toRange({ from: FIRST_TICK, to: END + 1 }),
      ['max'],
    );
    pictures.push([timestampMs, await watched.groupLatest(kind, ...names), spell(range)]);
  }
  return [watched.store.lateNodes().toSorted(), pictures];
}

async function pictureOfAll(watched: WatchedStore): Promise<unknown> {
  return [
    await pictureOf(watched, 'pod'),
    await pictureOf(watched, 'node'),
    await pictureOfGroups(watched),
  ];
}

describe('EmbeddedStore', () => {
  it('answers alike whatever the order of the reports, twice or once, sealed or open', async () => {
    const cases = history.chain((reports) =>
      fc.tuple(
        fc.constant(reports.toSorted((a, b) => a.tick - b.tick)),
        arrivalsOf(reports),
        fc.integer({ min: 0, max: 8 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([inOrder, arrivals, ticksApart]) => {
        const expected = await store(
          inOrder.map((words) => ({ words, withUpkeep: false })),
          0,
        );
        const open = await pictureOfAll(expected);
        const mixed = await store(arrivals, ticksApart);
        await mixed.store.maintain();
        expect(await pictureOfAll(mixed)).toEqual(open);
        expected.goTo(END);
        await expected.store.maintain();
        expect(await pictureOfAll(expected)).toEqual(open);
      }),
      { numRuns: 25, interruptAfterTimeLimit: PROPERTY_TIME_LIMIT_MS },
    );
  });
});
