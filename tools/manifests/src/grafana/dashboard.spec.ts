import { createDashboardFiles } from './dashboard';

interface Target {
  readonly expr: string;
  readonly refId: string;
  readonly datasource: object;
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: {
    readonly h: number;
    readonly w: number;
    readonly x: number;
    readonly y: number;
  };
  readonly targets?: readonly Target[];
}

const [[path, text]] = createDashboardFiles();
const dashboard = JSON.parse(text) as {
  uid: string;
  templating: { list: { name: string }[] };
  panels: Panel[];
};

it('is one file of JSON', () => {
  expect(path).toBe('deploy/grafana/kubemonitor.json');
  expect(dashboard.uid).toBe('kubemonitor');
});

it('numbers its panels, and lets none lie over another', () => {
  expect(dashboard.panels.map(({ id }) => id)).toEqual(dashboard.panels.map((_, at) => at + 1));
  const cells = dashboard.panels.flatMap(({ gridPos: { h, w, x, y } }) =>
    Array.from({ length: h * w }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

it('asks only by variables it has, of the data source that is chosen', () => {
  const known = new Set([...dashboard.templating.list.map(({ name }) => name), '__rate_interval']);
  const targets = dashboard.panels.flatMap(({ targets: own = [] }) => own);
  expect(targets.length).toBeGreaterThan(0);
  for (const { expr, datasource } of targets) {
    const used = [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
  }
});
