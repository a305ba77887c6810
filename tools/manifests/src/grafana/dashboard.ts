import { SECTIONS, type Panel, type PanelQuery } from './panels';

/** A JSON value Grafana reads. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The form of dashboards Grafana 10 writes; newer ones take it over. */
const SCHEMA_VERSION = 38;

const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

const COLUMNS = 24;
const PANELS_A_LINE = 2;
const PANEL_HEIGHT = 8;

/** A place on the grid. */
interface GridPosition {
  readonly [name: string]: number;
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

/** Grafana's name of a unit; cores are plain numbers to it. */
function toGrafanaUnit(unit: Panel['unit']): string {
  return unit === 'cores' ? 'short' : unit;
}

function toTarget({ query, legend }: PanelQuery, index: number): Json {
  return {
    datasource: DATA_SOURCE,
    refId: String.fromCharCode('A'.charCodeAt(0) + index),
    expr: query,
    legendFormat: legend,
    range: true,
  };
}

function toPanel(panel: Panel, id: number, gridPos: GridPosition): Json {
  return {
    id,
    type: 'timeseries',
    title: panel.title,
    description: panel.description,
    datasource: DATA_SOURCE,
    gridPos,
    fieldConfig: {
      defaults: {
        unit: toGrafanaUnit(panel.unit),
        min: 0,
        custom: { fillOpacity: 10, showPoints: 'never', spanNulls: false },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: panel.queries.map(toTarget),
  };
}

/** All panels, section by section, two a line. */
function layOut(): Json[] {
  const panels: Json[] = [];
  let top = 0;
  for (const section of SECTIONS) {
    const headline: GridPosition = { h: 1, w: COLUMNS, x: 0, y: top };
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title: section.title,
      collapsed: false,
      gridPos: headline,
      panels: [],
    });
    top += headline.h;
    const width = COLUMNS / PANELS_A_LINE;
    section.panels.forEach((panel, index) => {
      const line = Math.floor(index / PANELS_A_LINE);
      const x = (index % PANELS_A_LINE) * width;
      const place = { h: PANEL_HEIGHT, w: width, x, y: top + line * PANEL_HEIGHT };
      panels.push(toPanel(panel, panels.length + 1, place));
    });
    top += Math.ceil(section.panels.length / PANELS_A_LINE) * PANEL_HEIGHT;
  }
  return panels;
}

/** A choice of the values a label has. */
function toVariable(name: string, label: string, query: string): Json {
  return {
    name,
    label,
    type: 'query',
    datasource: DATA_SOURCE,
    query: { query, refId: name },
    definition: query,
    refresh: 2,
    multi: true,
    includeAll: true,
    allValue: '.+',
    current: { selected: true, text: ['All'], value: ['$__all'] },
    sort: 1,
  };
}

/** The dashboard as Grafana imports it. */
export function createDashboard(): Json {
  return {
    uid: 'kubemonitor',
    title: 'kubemonitor',
    description: 'Nodes, namespaces and pods, from the expositions of the kubemonitor API.',
    tags: ['kubemonitor', 'kubernetes'],
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    timezone: '',
    templating: {
      list: [
        {
          name: 'datasource',
          label: 'Prometheus',
          type: 'datasource',
          query: 'prometheus',
          current: {},
        },
        toVariable('node', 'Node', 'label_values(machine_cpu_cores, node)'),
        toVariable('namespace', 'Namespace', 'label_values(kube_pod_info, namespace)'),
        toVariable('pod', 'Pod', 'label_values(kube_pod_info{namespace=~"$namespace"}, pod)'),
      ],
    },
    annotations: { list: [] },
    panels: layOut(),
  };
}

/** The file of the dashboard. */
export function createDashboardFiles(): [string, string][] {
  return [['deploy/grafana/kubemonitor.json', `${JSON.stringify(createDashboard(), null, 2)}\n`]];
}
