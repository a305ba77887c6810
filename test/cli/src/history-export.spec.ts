import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubemonitor, openShop, type Shop } from './programs';

let shop: Shop;
let env: Record<string, string>;
beforeAll(async () => {
  shop = await openShop();
  env = { KUBEMONITOR_URL: shop.url };
});
afterAll(() => shop.stop());

const NOON = '--start 2026-11-23T11:59:30Z --end 2026-11-23T12:00:05Z';

it('draws charts with units, times and gaps', async () => {
  // Rates of 800 and 1200 in the steps from :55 and :00; 35 s are 106 dots, 53 columns.
  const line = `history node worker-1 ${NOON} --field cpu_millicores --width 60 --height 5`;
  const { stdout, code } = await kubemonitor(line, env);
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'node worker-1',
    '2026-11-23 11:59:30 +00:00 to 2026-11-23 12:00:05 +00:00, a point each 5s, from raw samples',
    '',
    'cpu_millicores  last 1200m, least 800m, greatest 1200m',
  ]);
  expect(lines[4]).toMatch(/^2000m ┤$/);
  // From the middle of the step of 11:59:55 on, 27.5 of 35 s or column 41 of 52; all before is a gap.
  expect(lines[6]).toMatch(/^1000m ┤ {41}[⠁-⣿]+$/);
  expect(lines[8]).toBe('   0m ┤');
  // 53 columns: 11:59:45 is 15 of 35 s, 12:00:00 is 30 of them.
  const axis = ['└┬', '┬', '┬'].map((mark, at) => mark + '─'.repeat([21, 22, 7][at])).join('');
  expect(lines[9]).toBe(`      ${axis}`);
  expect(lines[10]).toBe(`   11:59:30${' '.repeat(14)}11:59:45${' '.repeat(15)}12:00:00`);
});

it('shows every point, and says where there is none', async () => {
  const wide = await kubemonitor(`history pod web-0 ${NOON} --field cpu_millicores -o wide`, env);
  expect(wide.stdout.split('\n')).toEqual([
    'timestamp                  cpu_millicores   cpu_millicores_min   cpu_millicores_max',
    '2026-11-23T11:59:50.000Z                -                    -                    -',
    '2026-11-23T11:59:55.000Z              50m                  50m                  50m',
    '2026-11-23T12:00:00.000Z              70m                  70m                  70m',
    '',
  ]);
  const none = await kubemonitor(
    'history node worker-1 --start 2026-11-23T11:00:00Z --end 2026-11-23T11:10:00Z',
    env,
  );
  expect(none.stdout.split('\n')[3]).toBe('There are no samples in this time.');
});

it('exports windows as CSV, a line a point', async () => {
  const { stdout, stderr } = await kubemonitor(
    `export pods -n shop ${NOON} --fields cpu_millicores --stats max`,
    env,
  );
  expect(stdout.split('\n')).toEqual([
    'namespace,pod,uid,node,workload_kind,workload,timestamp,cpu_millicores,cpu_millicores_max',
    'shop,db-0,db-0,worker-2,StatefulSet,db,2026-11-23T11:59:30.000Z,,',
    'shop,db-0,db-0,worker-2,StatefulSet,db,2026-11-23T11:59:35.000Z,50,50',
    'shop,web-0,web-0,worker-1,StatefulSet,web,2026-11-23T11:59:50.000Z,,',
    'shop,web-0,web-0,worker-1,StatefulSet,web,2026-11-23T11:59:55.000Z,50,50',
    'shop,web-0,web-0,worker-1,StatefulSet,web,2026-11-23T12:00:00.000Z,70,70',
    '',
  ]);
  expect(stderr).toBe('2 pods exported\n');
});

it('makes foreign names harmless to spreadsheets and terminals', async () => {
  const csv = await kubemonitor('export cgroups --fields memory_bytes', env);
  expect(csv.stdout.split('\n')[1]).toBe(
    `worker-1,"'=cmd|""x""\\u202e.service",2026-11-23T12:00:00.000Z,false,4096,`,
  );
  const json = await kubemonitor('export cgroups --fields memory_bytes --format json', env);
  expect(json.stdout).not.toContain('\u202e');
  expect(JSON.parse(json.stdout)).toMatchObject({
    items: [{ cgroup: '=cmd|"x"\u202e.service', memory_bytes: 4_096 }],
  });
});

it('writes a file only when all of it is there', async () => {
  const file = join(shop.directory, 'pods.json');
  const bad = await kubemonitor(`export pods --fields nope --format json -f ${file}.new`, env);
  expect(bad).toMatchObject({ code: 2, stdout: '' });
  expect(existsSync(`${file}.new`)).toBe(false);
  expect(existsSync(`${file}.new.partial`)).toBe(false);
  const good = await kubemonitor(`export nodes --format json -f ${file}.new`, env);
  expect(good).toMatchObject({ code: 0, stdout: '', stderr: '2 nodes exported\n' });
  const { items } = JSON.parse(readFileSync(`${file}.new`, 'utf8')) as { items: unknown[] };
  expect(items).toHaveLength(2);
});
