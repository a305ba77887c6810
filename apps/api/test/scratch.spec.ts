import { startServer, type TestServer } from './server';
describe('x', () => {
  let s: TestServer;
  beforeAll(async () => {
    s = await startServer({ FREEZE_CLOCK_AT: '2026-11-23T12:00:02Z' });
  });
  afterAll(() => s.close());
  it('y', async () => {
    const show = async (p: string) => {
      const t = Date.now();
      const a = await s.get(p);
      console.log(
        p.slice(0, 60),
        a.status,
        Date.now() - t,
        'ms',
        process.memoryUsage().rss >> 20,
        JSON.stringify(a.body).slice(0, 300),
      );
    };
    const w = {
      timestamp: '2026-11-23T11:59:58Z',
      cpu_millicores: 5,
      memory_bytes: 3,
      disk_read_bytes: 1,
      disk_write_bytes: 2,
    };
    console.log((await s.post('/api/nodes/n1', w)).body);
    for (let i = 0; i < 20; i++) await s.post('/api/pods/p' + i, w);
    await show('/api/nodes?window=300');
    await show('/api/nodes?window=31622400');
    await show('/api/pods?window=31622400');
    await show('/api/namespaces?window=31622400');
  }, 120000);
});
