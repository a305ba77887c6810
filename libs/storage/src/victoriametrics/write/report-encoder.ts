import type { SnappyPart } from '@kubemonitor/remote-write';
import type { Report, ReportSection, Scope } from '@kubemonitor/metrics-model';
import { computeBootMark } from '../boot-mark';
import type { EntityView } from '../entities/entity-view';
import type { ReportedNode } from '../entities/reported-node';
import type { AbsentValues, ViewedEntity } from '../entities/viewed-entity';
import { toReadingMs } from '../reading-time';
import { EntityTemplate } from './entity-template';

/** One row of a report on its way: what is to be noted once the server has taken it. */
export interface EncodedRow {
  readonly entity: ViewedEntity;
  readonly timeMs: number;
  readonly absent: AbsentValues;
  readonly fields: readonly string[];
  readonly row: readonly (number | null)[];
}

/** A report as bytes, and what it changes once it is stored. */
export interface EncodedReport {
  readonly part: SnappyPart;
  readonly rows: readonly EncodedRow[];
  readonly bootMark: number;
  /** Metrics with values, and those said to be absent, by scope. */
  readonly metrics: readonly (readonly [Scope, readonly string[]])[];
  readonly explained: readonly (readonly [Scope, readonly string[]])[];
  /** Entities left out because the series limit is reached. */
  readonly refused: number;
}

interface Encoding {
  readonly report: Report;
  readonly node: ReportedNode;
  readonly bootMark: number;
  readonly rows: EncodedRow[];
  readonly parts: SnappyPart[];
  refused: number;
}

/** Makes remote write messages of reports; an entity's labels are packed once. */
export class ReportEncoder {
  constructor(
    private readonly view: EntityView,
    private readonly options: {
      readonly intervalMs: number;
      readonly maxSeries: number;
      readonly labels: Readonly<Record<string, string>>;
    },
  ) {}

  encode(report: Report): EncodedReport {
    const encoding: Encoding = {
      report,
      node: this.view.node(report.node),
      bootMark: computeBootMark(report.boot_id, report.clock_stepped),
      rows: [],
      parts: [],
      refused: 0,
    };
    this.encodeSection(encoding, 'node', report.host);
    const pods = this.encodeSection(encoding, 'pod', report.pods);
    this.encodeSection(encoding, 'container', report.containers, pods);
    this.encodeSection(encoding, 'cgroup', report.cgroups);
    const sections = [
      ['node', report.host],
      ['pod', report.pods],
      ['container', report.containers],
      ['cgroup', report.cgroups],
    ] as const;
    return {
      part: joinParts(encoding.parts),
      rows: encoding.rows,
      bootMark: encoding.bootMark,
      metrics: sections.map(([scope, section]) => [scope, columnsWithValues(section)]),
      explained: sections.map(([scope, { absent }]) => [scope, absent.map(({ field }) => field)]),
      refused: encoding.refused,
    };
  }

  /** @returns the section's entities by row; undefined where one was refused */
  private encodeSection(
    encoding: Encoding,
    scope: Scope,
    section: ReportSection,
    pods: readonly (ViewedEntity | undefined)[] = [],
  ): (ViewedEntity | undefined)[] {
    const { report, node } = encoding;
    const fields = node.sameFields(scope, section.fields);
    const before = node.rows[scope];
    const entities = section.ids.map((id, row) => {
      const parent = scope === 'container' ? pods[report.containers.pods[row]] : undefined;
      const isOrphan = scope === 'container' && parent === undefined;
      const known = before?.[row]?.id === id ? before[row] : undefined;
      const entity = isOrphan
        ? undefined
        : (known ?? this.resolve(scope, report.node, id, parent, fields));
      if (entity === undefined) {
        encoding.refused += 1;
        return undefined;
      }
      if (report.tick >= entity.lastTick) setTraits(entity, report, row);
      const timeMs = toReadingMs(
        report.tick,
        report.timestamp_milliseconds + section.offsets_milliseconds[row],
        this.options.intervalMs,
      );
      const values = section.rows[row];
      encoding.parts.push(this.write(entity, fields, values, timeMs, encoding.bootMark));
      const absent = { list: section.absent, row };
      encoding.rows.push({ entity, timeMs, absent, fields, row: values });
      return entity;
    });
    node.rows[scope] = entities;
    return entities;
  }

  /** The entity, made when it is new; undefined when its series would pass the limit. */
  private resolve(
    scope: Scope,
    node: string,
    id: string,
    parent: ViewedEntity | undefined,
    fields: readonly string[],
  ): ViewedEntity | undefined {
    const known = this.view.find(scope, node, id);
    if (known !== undefined) return known;
    if (this.view.series + fields.length > this.options.maxSeries) return undefined;
    return this.view.create(scope, { node, id, parent }, fields.length);
  }

  /** A row's bytes, the template's own: they must be copied before the next row of the entity. */
  private write(
    entity: ViewedEntity,
    fields: readonly string[],
    row: readonly (number | null)[],
    timeMs: number,
    bootMark: number,
  ): SnappyPart {
    if (entity.template?.fits(entity, fields, row) !== true) {
      entity.template = new EntityTemplate(entity, fields, row, this.options.labels);
    }
    const { template } = entity;
    template.write(timeMs, bootMark, row);
    return template.samples;
  }
}

/** What only the newest report of an entity tells. */
function setTraits(entity: ViewedEntity, { pods, containers }: Report, row: number): void {
  if (entity.scope === 'pod') entity.setPodTraits(pods.qos[row], pods.host_network[row]);
  else if (entity.scope === 'container') entity.setContainerTraits(containers.sandbox[row]);
}

function columnsWithValues({ fields, rows }: ReportSection): string[] {
  return fields.filter((_, column) => rows.some((row) => row[column] !== null));
}

/** One part, a copy: the templates serve the next tick while it waits to be sent. */
function joinParts(parts: readonly SnappyPart[]): SnappyPart {
  return {
    bytes: Buffer.concat(parts.map(({ bytes }) => bytes)),
    rawLength: parts.reduce((sum, { rawLength }) => sum + rawLength, 0),
  };
}
