import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubemonitor, openShop, type Shop } from './programs';

let shop: Shop;
let store: string;
beforeAll(async () => {
  shop = await openShop();
  store = join(shop.directory, 'store');
});
afterAll(() => shop.stop());

it('writes what is stored, of a store in use, by time, scope, pod and metric', async () => {
  const line = `store export ${store} --scope pod --pod web-0 --metrics cpu_usage_microseconds,memory_bytes --start 2026-11-23T11:59:55Z`;
  expect(await kubemonitor(line)).toEqual({
    code: 0,
    stdout: [
      'timestamp,scope,node,id,namespace,pod,container,cpu_usage_microseconds,memory_bytes',
      '2026-11-23T11:59:55.000Z,pod,worker-1,web-0,shop,web-0,,1250000,34000000',
      '2026-11-23T12:00:00.000Z,pod,worker-1,web-0,shop,web-0,,1600000,37748736',
      '',
    ].join('\n'),
    stderr: '2 samples exported\n',
  });
  const json = await kubemonitor(
    `store export ${store} --scope node --node worker-2 --metrics memory_bytes --format json`,
  );
  expect(
    json.stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as unknown),
  ).toEqual(
    ['11:59:30', '11:59:35'].map((time) => ({
      timestamp: `2026-11-23T${time}.000Z`,
      scope: 'node',
      node: 'worker-2',
      id: 'worker-2',
      values: { memory_bytes: 1_000_000_000 },
    })),
  );
  expect(readdirSync(shop.directory).filter((name) => name.includes('copy'))).toEqual([]);
});

it('says what a store holds', async () => {
  const { stdout, code } = await kubemonitor(`store stats ${store} -o json`);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    interval_seconds: 5,
    newest: '2026-11-23T12:00:00.000Z',
    nodes: 2,
    pods: 3,
    containers: 0,
    cgroups: 1,
  });
});

it('copies a store, checks the copy, and finds a byte that was flipped', async () => {
  const copy = join(shop.directory, 'backup');
  expect(await kubemonitor(`store copy ${store} ${copy}`)).toMatchObject({ code: 0 });
  const whole = await kubemonitor(`store check ${copy} -o json`);
  expect(whole.code).toBe(0);
  expect(JSON.parse(whole.stdout)).toMatchObject({ journalled: 5, damage: [] });
  const [name] = readdirSync(join(copy, 'journal'));
  const journal = join(copy, 'journal', name);
  const bytes = readFileSync(journal);
  // Within the first report: the header of the file and of the record are 28 bytes.
  bytes[60] ^= 1;
  writeFileSync(journal, bytes);
  const broken = await kubemonitor(`store check ${copy}`);
  expect(broken.code).toBe(6);
  expect(broken.stderr).toMatch(/^damaged: \S+\.journal/);
});

it.each([
  ['store check /nonexistent', 5, /^error: cannot check the store \(\/nonexistent\)/],
  ['store stats /nonexistent', 5, /^error: cannot read the store \(\/nonexistent\)/],
  ['store export /nonexistent --metrics nope', 2, /^error: "nope" is no stored metric/],
  ['store export /nonexistent --scope nope', 2, /One of node, pod, container, cgroup/],
])('%s: exit code %d', async (line, code, message) => {
  const ran = await kubemonitor(line);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(message);
});
