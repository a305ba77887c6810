import { Injectable } from '@nestjs/common';
import type { EventDto, EventListDto, EventQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity } from '@kubemonitor/storage';
import { Reader } from '../answers/reader.service';
import { toTimestamp } from '../directory/describe-pod';
import type { PodRecord } from '../directory/pod-record';
import type { PlannedWindow } from '../query/window';
import { byTime, type PodEvent } from './event';
import { readKillsOf, readReportTimes, stepEndOf } from './event-readings';
import { toPodEvents, type PodPast } from './pod-events';
import type { Rise } from './rises';
import type { SeenRun } from './run-events';

const DEFAULT_WINDOW_SECONDS = 3_600;
const DEFAULT_LIMIT = 1_000;

/** Nodes whose reports are looked for, to say when pods went. */
const MOST_NODES = 50;

/** What has happened, from what is stored and what the cluster has told. */
@Injectable()
export class EventsService {
  constructor(private readonly reader: Reader) {}

  /** The window of a query; an hour when it does not say. @throws ProblemError */
  window({ window, start, end }: EventQueryDto): PlannedWindow {
    const seconds = window ?? (start === undefined ? DEFAULT_WINDOW_SECONDS : undefined);
    const planned = this.reader.window({ window: seconds, start, end });
    if (planned === undefined) throw new Error('a window was asked for');
    return planned;
  }

  /** Kills of processes anywhere on a node, as its kernel counted them. */
  async ofNode(name: string, query: EventQueryDto): Promise<EventListDto> {
    const window = this.window(query);
    const { store } = this.reader;
    const entity = store.find('node', name, name);
    const kills = await readKillsOf(store, entity === undefined ? [] : [entity], window);
    const events = [...kills.values()].flat().map((rise) => ({
      event: { kind: 'oom_kill', ...rise } as const,
      members: { node: name },
    }));
    return this.toList(events, window, query);
  }

  /** What happened to pods; the caller may read them. */
  async ofPods(pods: readonly PodRecord[], query: EventQueryDto): Promise<EventListDto> {
    const window = this.window(query);
    const isInWindow = this.reader.listedTest(window);
    const { store } = this.reader;
    const sampled = pods.flatMap(({ entity }) =>
      entity !== undefined && isInWindow(entity) ? entity : [],
    );
    const containers = pods.flatMap((pod) => pod.specContainers().filter(isInWindow));
    const kills = await readKillsOf(store, sampled, window);
    const killsOf = await readKillsOf(store, containers, window);
    const departures = await this.findDepartures(pods, window);
    const events = pods.flatMap((pod) => {
      const past = toPast(pod, { kills, killsOf, gone: departures.get(pod) });
      return toPodEvents(past).map((event) => ({ event, members: describePlace(pod) }));
    });
    return this.toList(events, window, query);
  }

  /** Pods that are not there any more, with the reports of their node before and after they went. */
  private async findDepartures(
    pods: readonly PodRecord[],
    window: PlannedWindow,
  ): Promise<ReadonlyMap<PodRecord, Pick<Rise, 'afterMs' | 'atMs'>>> {
    const { store } = this.reader;
    const gone = new Map<Entity, PodRecord[]>();
    for (const pod of pods) {
      const { entity, existence } = pod;
      if (entity === undefined || existence === 'exists') continue;
      const node = store.find('node', entity.node, entity.node);
      const isIn = entity.lastSeenMs >= window.startMs && entity.lastSeenMs < window.endMs;
      if (node === undefined || !isIn || node.lastTick <= entity.lastTick) continue;
      gone.set(node, [...(gone.get(node) ?? []), pod]);
    }
    const stepEnd = stepEndOf(window, store.intervalSeconds * 1_000);
    const departures = new Map<PodRecord, Pick<Rise, 'afterMs' | 'atMs'>>();
    for (const [node, left] of [...gone].slice(0, MOST_NODES)) {
      const times = await readReportTimes(store, node, window);
      for (const pod of left) {
        const afterMs = pod.entity?.lastSeenMs ?? 0;
        const next = times.find((time) => time > afterMs);
        if (next !== undefined) departures.set(pod, { afterMs, atMs: stepEnd(next) });
      }
    }
    return departures;
  }

  private toList(
    all: readonly { readonly event: PodEvent; readonly members: object }[],
    window: PlannedWindow,
    { limit = DEFAULT_LIMIT }: EventQueryDto,
  ): EventListDto {
    const { startMs, endMs, stepMs, resolution } = window;
    const inWindow = all
      .filter(({ event }) => event.atMs >= startMs && (event.afterMs ?? event.atMs) <= endMs)
      .sort((a, b) => byTime(a.event, b.event));
    return {
      items: inWindow.slice(-limit).map(({ event, members }) => toDto(event, members)),
      metadata: {
        total: inWindow.length,
        timestamp: new Date(this.reader.nowMs).toISOString(),
      },
      step_seconds: stepMs / 1_000,
      resolution,
    };
  }
}

interface Readings {
  readonly kills: ReadonlyMap<Entity, readonly Rise[]>;
  readonly killsOf: ReadonlyMap<Entity, readonly Rise[]>;
  readonly gone: PodPast['gone'];
}

function toPast(pod: PodRecord, { kills, killsOf, gone }: Readings): PodPast {
  const containers = pod.specContainers();
  const { entity, identity } = pod;
  return {
    createdAtMs: identity?.createdAtMs,
    deletedAtMs: identity?.deletedAtMs,
    gone,
    runs: toSeenRuns(pod, containers),
    kills: entity === undefined ? [] : (kills.get(entity) ?? []),
    killsOf: new Map(containers.map((container) => [container.id, killsOf.get(container) ?? []])),
  };
}

function toSeenRuns(pod: PodRecord, containers: readonly Entity[]): SeenRun[] {
  const samplesOf = new Map(containers.map((container) => [container.id, container]));
  return pod.runs.map((run) => {
    const entity = samplesOf.get(run.id);
    return { run, firstSeenMs: entity?.firstSeenMs, lastSeenMs: entity?.lastSeenMs };
  });
}

function describePlace({ namespace, name, uid, node, workload }: PodRecord): Partial<EventDto> {
  return {
    namespace,
    pod: name,
    uid,
    node,
    workload: workload && { kind: workload.kind, name: workload.name },
  };
}

function toDto(event: PodEvent, members: object): EventDto {
  return {
    at: new Date(event.atMs).toISOString(),
    after: toTimestamp(event.afterMs),
    kind: event.kind,
    ...members,
    container: event.container,
    container_id: event.containerId,
    count: event.count,
    reason: event.reason,
    exit_code: event.exitCode,
  };
}
