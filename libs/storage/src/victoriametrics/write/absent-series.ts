import { SampleTemplate, type SnappyPart } from '@kubemonitor/remote-write';
import type { Report, ReportSection, Scope } from '@kubemonitor/metrics-model';
import { ABSENT, toSortedLabels } from '../series-names';

/** Reasons that stay the same are said again after so many ticks. */
export const REPEAT_TICKS = 60;

interface Said {
  readonly text: string;
  readonly tick: number;
}

/**
 * Why values are absent, as series, so that every process can say it: written when it changes
 * and every REPEAT_TICKS ticks, since it nearly never does.
 */
export class AbsentSeries {
  private readonly said = new Map<string, Said>();

  constructor(private readonly labels: Readonly<Record<string, string>>) {}

  /** What of a report is to be said: one part or none. */
  encode(report: Report): SnappyPart[] {
    const said = this.said.get(report.node);
    const text = textOf(report);
    const isNew =
      said === undefined || said.text !== text || report.tick - said.tick >= REPEAT_TICKS;
    if (!isNew || (said !== undefined && report.tick < said.tick)) return [];
    const series = sectionsOf(report).flatMap(([scope, section]) =>
      section.absent.map(({ field, row, reason }) =>
        toSortedLabels({
          ...this.labels,
          __name__: ABSENT,
          node: report.node,
          scope,
          metric: field,
          reason,
          entity: row === undefined ? '' : section.ids[row],
        }),
      ),
    );
    if (series.length === 0) return [];
    const template = new SampleTemplate(series);
    template.write(
      Math.round(report.timestamp_milliseconds),
      series.map(() => 1),
    );
    return [template];
  }

  /** The server has taken what `encode` made. */
  noteWritten(report: Report): void {
    this.said.set(report.node, { text: textOf(report), tick: report.tick });
  }
}

function sectionsOf(report: Report): readonly (readonly [Scope, ReportSection])[] {
  return [
    ['node', report.host],
    ['pod', report.pods],
    ['container', report.containers],
    ['cgroup', report.cgroups],
  ];
}

/** What the reasons say, row numbers as the ids they stand for. */
function textOf(report: Report): string {
  return JSON.stringify(
    sectionsOf(report).map(([, { absent, ids }]) =>
      absent.map(({ field, row, reason }) => [field, row === undefined ? null : ids[row], reason]),
    ),
  );
}
