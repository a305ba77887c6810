import {
  exposedFamilies,
  renderLabels,
  type ExposedMember,
  type Exposer,
  type Report,
  type ReportSection,
  type Scope,
} from '@kubemonitor/metrics-model';
import type { Exposition, Sample } from './exposition';

/** A section of a report, and what its rows are called. */
interface LabelledSection {
  readonly section: ReportSection;
  /** Labels of each row; undefined = the row is left out. */
  readonly labels: readonly (string | undefined)[];
}

/** Adds what an exposition has of a report; names it has already are left as they are. */
export function addReport(out: Exposition, exposer: Exposer, report: Report): void {
  for (const scope of ['node', 'container', 'cgroup', 'pod'] as const) {
    const labelled = labelSection(scope, report);
    for (const { members, ...head } of exposedFamilies(exposer, scope)) {
      // A cgroup outside pods has the names of a container, and no value more.
      if (out.has(head.name) && scope !== 'cgroup') continue;
      out.add(head, listSamples(members, labelled));
    }
  }
}

/** Pods and containers by their ids: the collector is not told what they are called. */
function labelSection(scope: Scope, report: Report): LabelledSection {
  switch (scope) {
    case 'node':
      return { section: report.host, labels: [''] };
    case 'pod': {
      const { pods } = report;
      return { section: pods, labels: pods.ids.map((uid) => renderLabels({ uid })) };
    }
    case 'cgroup': {
      const { cgroups } = report;
      return { section: cgroups, labels: cgroups.ids.map((id) => renderLabels({ id })) };
    }
    case 'container':
      return { section: report.containers, labels: labelContainers(report) };
  }
}

/** A pod's sandbox is no container of its spec. */
function labelContainers({ pods, containers }: Report): (string | undefined)[] {
  return containers.ids.map((name, row) =>
    containers.sandbox[row] === true
      ? undefined
      : renderLabels({ uid: pods.ids[containers.pods[row]], name }),
  );
}

function* listSamples(
  members: readonly ExposedMember[],
  { section, labels }: LabelledSection,
): Generator<Sample> {
  for (const { metric, labels: ownLabels, divisor } of members) {
    const column = section.fields.indexOf(metric);
    if (column < 0) continue;
    const more = renderLabels(ownLabels);
    for (const [row, values] of section.rows.entries()) {
      const value = values[column];
      const rowLabels = labels[row];
      if (value === null || rowLabels === undefined) continue;
      yield { labels: join(rowLabels, more), value: value / divisor };
    }
  }
}

function join(labels: string, more: string): string {
  if (labels === '' || more === '') return labels + more;
  return `${labels},${more}`;
}
