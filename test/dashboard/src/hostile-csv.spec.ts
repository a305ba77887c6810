import { ApiServer } from './api-server';
import { makeLists } from './cluster/lists';
import { playReports } from './cluster/player';
import { describeInBrowser } from './describe-in-browser';
import { download, linesOf } from './downloads';
import { INTERVAL_SECONDS, NOW } from './played-api';
import { rowOf, tableOf } from './table-reading';

/** What pods are called here, and how that stands in a CSV file: no cell begins like a formula. */
const NAMES: readonly (readonly [uid: string, name: string, cell: string])[] = [
  ['uid-shop-web-0', '=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['uid-shop-web-1', '+1+cmd|calc', "'+1+cmd|calc"],
  ['uid-shop-web-2', '-2+3', "'-2+3"],
  ['uid-shop-web-3', '@SUM(A1,A2)', `"'@SUM(A1,A2)"`],
  ['uid-shop-web-4', 'a,b "c"', '"a,b ""c"""'],
  ['uid-shop-web-5', 'web-5', 'web-5'],
];

/** CPU of these pods, millicores; see `PODS`. */
const CPU = [70, 150, 490, 90, 60, 240];

interface Named {
  readonly metadata: { readonly uid: string; readonly name: string };
}

function rename<T extends Named>(item: T): T {
  const name = NAMES.find(([uid]) => uid === item.metadata.uid)?.[1] ?? item.metadata.name;
  return { ...item, metadata: { ...item.metadata, name } };
}

let server: ApiServer;
beforeAll(async () => {
  const lists = makeLists(false).map(({ kind, items }) => ({ kind, items: items.map(rename) }));
  server = await ApiServer.start({ FREEZE_CLOCK_AT: NOW }, lists);
  await server.send(
    playReports({
      endMs: Date.UTC(2026, 10, 23, 12),
      ticks: 3,
      intervalSeconds: INTERVAL_SECONDS,
      isMoving: false,
      isEvil: false,
      gap: [0, 1],
    }),
  );
});
afterAll(() => server.remove());

describeInBrowser('a list as CSV', (open) => {
  it('runs nothing in a spreadsheet, whatever the pods are called', async () => {
    const { page } = await open(`${server.url}/pods?namespace=shop&sort=cpu_millicores`);
    for (const [, name] of NAMES) await rowOf(tableOf(page, 'Pods'), name).waitFor();
    const csv = await download(page, page.getByRole('button', { name: /Pods as CSV/ }));
    const [header, ...lines] = linesOf(csv);
    expect(header).toMatch(/^pod,namespace,/);
    NAMES.forEach(([, , cell], index) => {
      const line = lines.find((one) => one.startsWith(`${cell},shop,`));
      expect([cell, line]).toEqual([cell, expect.stringContaining(`,${CPU[index]},`)]);
    });
    // Whatever a cell begins with, quotes aside, it is no sign of a formula.
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+@]/);
  });
});
