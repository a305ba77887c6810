import { describeInBrowser } from './describe-in-browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { clean, readRow, rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const MIB = 1_048_576;

interface Items {
  readonly items: readonly Record<string, unknown>[];
}

/** The row of a list whose name is this, in REST. */
async function restRow(path: string, name: string): Promise<Record<string, unknown>> {
  const { items } = await api.server.get<Items>(path);
  const row = items.find(
    ({ node, namespace, pod, workload }) =>
      [pod, (workload as { name?: string } | undefined)?.name, node, namespace].find(
        (one) => typeof one === 'string',
      ) === name,
  );
  if (row === undefined) throw new Error(`${path} has no ${name}`);
  return row;
}

describeInBrowser('values on the page are those of the REST answers', (open) => {
  it('of nodes', async () => {
    // worker-1: web 70 + 490 + 60, db 825, same-name 5, agent 20, fillers 1, 4, … 58 = 590, and
    // 100 of its own: 2,160 of 4,000, allocatable 3,800. Memory, MiB: 3 × 36, 1,536, 8, 48,
    // fillers 16, 19, … 73 = 890, and 512 of its own: 3,102 of 8,192, allocatable 7,168.
    expect(await restRow('/api/nodes?limit=0', 'worker-1')).toMatchObject({
      cpu_millicores: 2_160,
      cpu_percent: 54,
      memory_bytes: 3_102 * MIB,
    });
    const { page } = await open(`${api.server.url}/nodes`);
    const nodes = tableOf(page, 'Nodes');
    expect(await readRow(nodes, 'worker-1')).toMatchObject({
      CPU: '2,160m',
      'CPU %': '54.0%',
      'CPU/alloc.': '56.8%',
      Memory: '3,102 MiB',
      'Mem %': '37.9%',
      'Mem/alloc.': '43.3%',
      Age: '2 s',
    });
    // Silent for 30 s, and never heard of.
    expect(await readRow(nodes, 'worker-3')).toMatchObject({
      CPU: '750m',
      Age: '⚠ stale 32 s',
    });
    expect((await readRow(nodes, 'worker-4'))['CPU']).toContain(
      'No collector has sent samples of it within the last five minutes.',
    );
  });

  it('of namespaces and of workloads', async () => {
    // web 70 + 150 + 490 + 90 + 60 + 240, db 825 + 320, same-name 5; MiB 6 × 36, 1,536, 1,280, 8.
    expect(await restRow('/api/namespaces?limit=0', 'shop')).toMatchObject({
      cpu_millicores: 2_250,
      memory_bytes: 3_040 * MIB,
    });
    const { page } = await open(`${api.server.url}/namespaces`);
    expect(await readRow(tableOf(page, 'Namespaces'), 'shop')).toMatchObject({
      Pods: '9',
      CPU: '2,250m',
      Memory: '3,040 MiB',
    });
    // 1,100 of 6 × 200 and of 6 × 500.
    await page.goto(`${api.server.url}/workloads`);
    expect(await readRow(tableOf(page, 'Workloads'), 'web')).toMatchObject({
      CPU: '1,100m',
      'CPU/req.': '91.7%',
      'CPU/limit': '36.7%',
    });
  });

  it('of pods, with the reason of what is missing', async () => {
    expect(await restRow('/api/pods?limit=0', 'web-0')).toMatchObject({
      cpu_millicores: 70,
      cpu_request_percent: 35,
      cpu_limit_percent: 14,
      memory_bytes: 36 * MIB,
      memory_request_percent: 56.25,
    });
    const { page } = await open(`${api.server.url}/pods`);
    const pods = tableOf(page, 'Pods');
    expect(await readRow(pods, 'web-0')).toMatchObject({
      Namespace: 'shop',
      Status: 'Running',
      CPU: '70m',
      'CPU/req.': '35.0%',
      'CPU/limit': '14.0%',
      Memory: '36 MiB',
      'Mem/req.': '56.3%',
      'Mem/limit': '28.1%',
    });
    // db-0 sets nothing.
    expect(await readRow(pods, 'db-0')).toMatchObject({
      CPU: '825m',
      Memory: '1,536 MiB',
      'CPU/limit': '– No limit is set.',
    });
    await page.getByRole('searchbox', { name: 'Filter Pods' }).fill('waiting');
    expect((await readRow(pods, 'waiting-0'))['CPU']).toContain('It is not running');
  });

  it.each([
    // Sums as above; the app of web-0 uses half of what the pod does.
    ['/nodes/worker-1', '/api/nodes/worker-1', 2_160, '2.16 cores', '3.03 GiB'],
    ['/namespaces/shop', '/api/namespaces/shop', 2_250, '2.25 cores', '2.97 GiB'],
    [
      '/namespaces/shop/Deployment/web',
      '/api/namespaces/shop/deployments/web',
      1_100,
      '1.1 cores',
      '216 MiB',
    ],
    ['/namespaces/shop/pods/web-0', '/api/namespaces/shop/pods/web-0', 70, '70m', '36 MiB'],
  ])('of the page %s', async (path, restPath, millicores, cpu, memory) => {
    expect(await api.server.get(restPath)).toMatchObject({ cpu_millicores: millicores });
    const { page } = await open(api.server.url + path);
    const now = page.getByRole('region', { name: 'Now' });
    await now.getByRole('button', { name: cpu, exact: true }).first().waitFor();
    await now.getByRole('button', { name: memory, exact: true }).first().waitFor();
  });

  it('of a container', async () => {
    const { page } = await open(`${api.server.url}/namespaces/shop/pods/web-0/app`);
    const now = page.getByRole('region', { name: 'Now' });
    await now.getByRole('button', { name: '35m', exact: true }).first().waitFor();
    await now.getByRole('button', { name: '18 MiB', exact: true }).first().waitFor();
  });

  it('of the cluster, and what is wrong in it', async () => {
    // worker-1 2,160, worker-2 2,476 and the evil node 133; worker-3 is late.
    const { page } = await open(`${api.server.url}/`);
    await page.getByText('Crash loop').waitFor();
    const cluster = await api.server.get<Record<string, unknown>>('/api/cluster');
    expect(cluster).toMatchObject({ cpu_millicores: 2_160 + 2_476 + 133 });
    const totals = clean(await page.locator('.totals').innerText());
    expect(totals).toContain('Used 4.77 cores');
    const { items } = await api.server.get<Items>('/api/findings?limit=50');
    // Those of one kind are told together until they are wanted one by one.
    await page.getByRole('button', { name: `Show all ${items.length} one by one` }).click();
    expect(await page.locator('.finding').count()).toBe(items.length);
  });
});

describeInBrowser('a value explains itself', (open) => {
  /** Formula, file, window and age of a CPU rate. */
  const EXPLAINS = [
    'increase of cpu_usage_microseconds / seconds between the readings',
    'cpu.stat',
    'between the two newest readings',
    '2 s',
  ];

  it('on focus and on hover', async () => {
    const { page } = await open(`${api.server.url}/namespaces/shop/pods/web-0`);
    const now = page.getByRole('region', { name: 'Now' });
    const cpu = now.getByRole('button', { name: '70m', exact: true }).first();
    const explanation = page.getByRole('tooltip');
    await cpu.focus();
    await explanation.waitFor();
    const focused = clean(await explanation.innerText());
    for (const text of EXPLAINS) expect(focused).toContain(text);
    await page.keyboard.press('Escape');
    await explanation.waitFor({ state: 'detached' });
    await cpu.blur();
    await cpu.hover();
    await explanation.waitFor();
    expect(clean(await explanation.innerText())).toBe(focused);
  });

  it('in a list too, and so does one that is missing', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=db-0`);
    const row = rowOf(tableOf(page, 'Pods'), 'db-0');
    await row.getByRole('cell', { name: '825m', exact: true }).hover();
    const explanation = page.getByRole('tooltip');
    await explanation.waitFor();
    expect(clean(await explanation.innerText())).toContain(EXPLAINS[0]);
    await row
      .getByRole('cell', { name: /No limit is set/ })
      .first()
      .hover();
    await explanation.getByText('No limit is set.').waitFor();
  });
});
