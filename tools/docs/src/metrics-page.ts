import {
  FIELDS,
  METRICS,
  REASONS,
  seriesNamesOf,
  type Derivation,
  type FieldDefinition,
  type MetricDefinition,
  type Scope,
} from '@kubemonitor/metrics-model';
import { renderTable } from './table';

const INTRODUCTION = `# Metrics

<!-- Made from libs/metrics-model by \`npm run generated:update\`; do not edit. -->

Two lists. **Fields** are what answers show. **Stored metrics** are what the collector ships and the store keeps: kernel
counters and gauges as they are, from which fields are derived when they are read.

\`P\` is the host's procfs. On cgroup v1 a file lies below its controller (\`memory/…\`), on v2 in the one tree. \`node\`,
\`pod\`, \`container\` say whose number it is; \`cgroup\` is a control group outside pods (a systemd unit, a plain container). A
pod's figures come from the pod's own cgroup, as kubelet's do: its sandbox and the CPU time of its dead containers are
included. Namespaces, deployments and other workloads have the fields marked Σ, summed over their pods at one tick.

A value that could not be read is \`null\`, with a reason under \`missing\`. It is never 0.
`;

/** Words for how a field is made, short enough for a table. */
function describeDerivation(derivation: Derivation): string {
  switch (derivation.kind) {
    case 'gauge':
      return `\`${derivation.metric}\``;
    case 'counter':
      return `\`${derivation.metric}\`, cumulative`;
    case 'rate': {
      const given = derivation.given === undefined ? '' : `; or \`${derivation.given}\` as given`;
      return `Δ\`${derivation.metric}\` / Δt in s${describeScale(derivation.scale)}${given}`;
    }
    case 'ratio':
      return `Δ\`${derivation.part}\` / Δ\`${derivation.whole}\``;
    case 'difference':
      return `\`${derivation.from}\` − \`${derivation.minus}\`, not below 0`;
  }
}

function describeScale(scale: number): string {
  return scale === 1 ? '' : ` / ${Math.round(1 / scale).toLocaleString('en')}`;
}

function fieldRow(field: FieldDefinition): string[] {
  return [
    `\`${field.name}\``,
    field.scopes.join(', ') + (field.summed ? ', Σ' : ''),
    field.description,
    describeDerivation(field.derivation),
  ];
}

function metricRow(metric: MetricDefinition): string[] {
  const isSame = metric.v1 === metric.v2;
  const source = isSame ? metric.v1 : `v1: ${metric.v1} · v2: ${metric.v2}`;
  return [
    `\`${metric.name}\``,
    metric.type,
    metric.scopes.join(', '),
    metric.description,
    source,
    metric.formula ?? 'as it is',
  ];
}

const NAMES_INTRODUCTION = `What each is called where others read it too, as in [VictoriaMetrics](victoriametrics.md): the names of node_exporter,
cAdvisor and kubelet's \`/metrics/resource\`, values in base units (seconds, bytes, cores). A pod's cgroup is never \`container_…\`,
so that a sum over containers counts nothing twice; other cgroups have the containers' names and the label \`id\`.
`;

function seriesName(scope: Scope, metric: MetricDefinition): string {
  if (!metric.scopes.includes(scope)) return '';
  const { name, labels = {} } = seriesNamesOf(scope)[metric.name];
  const matchers = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `\`${name}${matchers.length > 0 ? `{${matchers.join(',')}}` : ''}\``;
}

function nameRow(metric: MetricDefinition): string[] {
  const scopes: readonly Scope[] = ['node', 'pod', 'container'];
  return [`\`${metric.name}\``, ...scopes.map((scope) => seriesName(scope, metric))];
}

/** docs/metrics.md. */
export function renderMetricsPage(): string {
  return [
    INTRODUCTION,
    '## Fields\n',
    `Over a step of a window a gauge is the mean, a counter the last value, a rate or ratio the whole increase over the whole
step; \`stats=min,max,p95\` adds those of the single intervals. Roll-ups keep the percentiles of \`cpu_millicores\` and
\`memory_bytes\` alone, within 1 %, and no least and greatest of counters: where answers are made of them these are \`null\`, without
a reason. Digits after the point: what the field's unit carries.
A rate needs two samples at most three ticks apart; a counter that went down, a boot or a clock that was set gives no value.
Shares in percent (\`cpu_percent\`, \`memory_percent\` of nodes; \`cpu_request_percent\`, \`cpu_limit_percent\` and the same of
memory of pods) are use / capacity, request or limit × 100.\n`,
    renderTable(['field', 'of', 'what', 'formula'], FIELDS.map(fieldRow)),
    '\n## Stored metrics\n',
    renderTable(['metric', 'type', 'of', 'what', 'kernel file', 'formula'], METRICS.map(metricRow)),
    '\n## Names in the Prometheus world\n',
    NAMES_INTRODUCTION,
    renderTable(['metric', 'node', 'pod', 'container, cgroup'], METRICS.map(nameRow)),
    '\n## Reasons\n',
    renderTable(
      ['reason', 'meaning'],
      Object.entries(REASONS).map(([code, meaning]) => [`\`${code}\``, meaning]),
    ),
    '',
  ].join('\n');
}
