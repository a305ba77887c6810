import { kubemonitor, openShop, type Shop } from './programs';

let shop: Shop;
let env: Record<string, string>;
beforeAll(async () => {
  shop = await openShop();
  env = { KUBEMONITOR_URL: shop.url };
});
afterAll(() => shop.stop());

const LATE = 'note: values of node worker-2 are missing or old (agent_late)\n';

it('shows nodes as kubectl top does, and more', async () => {
  // worker-1: 6 s of CPU time in 5 s of 4 cores; 2e9 bytes are 1907.3 MiB of 8e9; 50,000 bytes
  // read in 5 s. The minute 11:59 has a rate of 800 (4 s in 5 s), 12:00 one of 1200: 5.3 and 8
  // of 8 bars. worker-2: 0.5 s in 5 s of 2 cores, read 27 s ago.
  expect(await kubemonitor('top nodes', env)).toEqual({
    code: 0,
    stdout: [
      'NAME                   CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)   NET-IN   NET-OUT   DISK-READ   DISK-WRITE   PODS   CPU-10M',
      'worker-1                    1200m      30%          1907Mi         25%        -         -     9.8Ki/s            -      2           ▆█',
      'worker-2 (stale 27s)         100m       5%           953Mi         25%        -         -         0/s            -      1           █',
      '',
    ].join('\n'),
    stderr: LATE,
  });
});

it('shows pods with their shares of requests and limits, those without a name too', async () => {
  // web-0: 0.35 s of CPU time in 5 s, of 200m and 500m; 36 MiB of 64 and 128; 2,000 bytes in 5 s.
  const { stdout } = await kubemonitor('top pods --no-trend', env);
  expect(stdout.split('\n')).toEqual([
    'NAMESPACE   NAME               CPU(cores)   CPU/REQ   CPU/LIM   MEMORY(bytes)   MEM/REQ   MEM/LIM   NET-IN   NET-OUT   DISK-READ   DISK-WRITE',
    'shop        db-0 (stale 27s)          50m         -         -            64Mi         -         -        -         -           -            -',
    'shop        web-0                     70m       35%       14%            36Mi       56%       28%    400/s       0/s           -            -',
    '-           nobody                     2m         -         -             3Mi         -         -        -         -           -            -',
    '',
  ]);
});

it('selects, sorts, limits and shows exact values', async () => {
  const sorted = await kubemonitor(
    'top po -n shop --sort-by cpu --limit 1 --bytes --no-trend',
    env,
  );
  expect(sorted.stdout.split('\n')).toEqual([
    'NAME    CPU(cores)   CPU/REQ   CPU/LIM   MEMORY(bytes)   MEM/REQ   MEM/LIM   NET-IN   NET-OUT   DISK-READ   DISK-WRITE',
    'web-0           70        35        14        37748736     56.25     28.13      400         0           -            -',
    '',
  ]);
  expect(sorted.stderr).toBe(`${LATE}note: 1 of 2 are shown\n`);
  const labelled = await kubemonitor('top pods -l app=db -o csv', env);
  const [header, line] = labelled.stdout.split('\n');
  expect(header.split(',').slice(0, 9).join()).toBe(
    'namespace,pod,uid,node,workload_kind,workload,timestamp,stale,cpu_millicores',
  );
  expect(line).toMatch(/^shop,db-0,db-0,worker-2,StatefulSet,db,2026-11-23T11:59:35.000Z,true,50,/);
});

it('lists the workloads of all namespaces', async () => {
  const { stdout } = await kubemonitor('top workloads --no-trend --sort-by=-memory_bytes', env);
  const lines = stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 7).join(' '));
  expect(lines.slice(1, 3)).toEqual([
    'shop StatefulSet/db - 50m - - 64Mi',
    'shop StatefulSet/web 1 70m - - 36Mi',
  ]);
});

it('gives the same as JSON and as YAML, with reasons', async () => {
  const json = await kubemonitor('top nodes -o json', env);
  const { items, metadata } = JSON.parse(json.stdout) as {
    items: Record<string, unknown>[];
    metadata: Record<string, unknown>;
  };
  expect(items[0]).toMatchObject({
    node: 'worker-1',
    cpu_millicores: 1200,
    memory_used_bytes: null,
    missing: { memory_used_bytes: 'not_collected' },
  });
  expect(metadata).toEqual({
    total: 2,
    timestamp: '2026-11-23T12:00:02.000Z',
    partial: [{ node: 'worker-2', reason: 'agent_late' }],
  });
  const yaml = await kubemonitor('top nodes -o yaml', env);
  expect(yaml.stdout.split('\n').slice(0, 3)).toEqual([
    'items:',
    '  - timestamp: 2026-11-23T12:00:00.000Z',
    '    node: worker-1',
  ]);
});

it('colours only where they are wanted', async () => {
  const forced = await kubemonitor('top nodes', { ...env, FORCE_COLOR: '1' });
  expect(forced.stdout).toContain('\u001b[2mworker-2 (stale 27s)\u001b[22m');
  const refused = await kubemonitor('top nodes', { ...env, FORCE_COLOR: '1', NO_COLOR: '1' });
  expect(refused.stdout).not.toContain('\u001b');
});

it.each([
  ['top nope', 2, /One of nodes, pods, namespaces, deployments, workloads/],
  ['top nodes -n shop', 2, /^error: --namespace says nothing of nodes/],
  ['top nodes --watch', 2, /^error: --watch needs a terminal/],
  [
    'top pods -l =',
    2,
    /^error: http:\S+\/api\/pods answered 400: "labelSelector" is not a label selector\.\n$/,
  ],
  ['top pods --sort-by nope', 2, /answered 400: "sort" is not a field of this list/],
  ['top nodes --timeout 0', 2, /A whole number from 1 to 3600/],
  ['nope', 2, /unknown command 'nope'/],
  ['history node nope', 5, /answered 404: No node "nope" is known\.\n$/],
  ['history sts web', 2, /^error: A workload is found by its namespace: --namespace/],
  ['history node worker-1 --start soon', 2, /^error: --start: A time such as/],
  ['export nodes -n shop', 2, /^error: --namespace is for pods, deployments, workloads/],
])('refuses "%s" with exit code %d', async (line, code, message) => {
  const ran = await kubemonitor(line, env);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(message);
});
