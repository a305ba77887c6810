import { Injectable } from '@nestjs/common';
import type { ReasonCode } from '@kubemonitor/metrics-model';
import {
  NODE_TOTALS,
  POD_TOTALS,
  toPodTotal,
  type ClusterDto,
} from '@kubemonitor/metrics-model/dto';
import type { LatestFrame } from '@kubemonitor/storage';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { STALE_INTERVALS } from '../render/latest-writer';
import { ALLOCATABLE_NAMES, sumAllocatable, type AllocatableName } from './allocatable-totals';
import { sumCapacities, type CapacityTotals } from './capacity-totals';
import { listKnownNodes, type KnownNode } from './known-nodes';
import {
  readField,
  shareOf,
  shareOfNodes,
  sumNodes,
  type Total,
  type TotalShare,
} from './node-totals';
import { countPods, PROMISE_NAMES, sumPromised, type PromisedTotals } from './pod-counts';
import { roundTo } from './round-to';

/** Members of an answer; a value that is undefined is left out of the JSON. */
type Members = Record<string, unknown>;
type Missing = Record<string, ReasonCode>;
type Percents = Record<string, TotalShare | undefined>;

/** The totals of the cluster as they are now. */
@Injectable()
export class ClusterTotals {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  /** Sums over all nodes, and over the pods the caller may read. */
  async describe(scope: ReadScope): Promise<ClusterDto> {
    const missing: Missing = {};
    const { nowMs, listedSinceMs, store } = this.reader;
    const { cluster } = this.directory;
    const nodes = listKnownNodes(store, cluster, { nowMs, listedSinceMs });
    const pods = this.visiblePods(scope);
    const percents: Percents = {};
    const answer = {
      ...(await this.describeNodes(nodes, missing, percents)),
      ...countPods(pods),
      ...this.describePromises(nodes, pods, missing, percents),
      ...(await this.describePods(scope, missing)),
      ...describePercents(percents),
    };
    return {
      ...this.describeTime(nodes),
      scope: scope.isEverything ? 'cluster' : 'namespaces',
      ...answer,
      missing: Object.keys(missing).length === 0 ? undefined : missing,
    };
  }

  private visiblePods(scope: ReadScope): readonly PodRecord[] {
    const pods = this.directory.latestPods({}, this.reader.listedSinceMs);
    if (scope.isEverything) return pods;
    return pods.filter(({ namespace }) => scope.mayReadNamespace(namespace));
  }

  private describeTime(nodes: readonly KnownNode[]): Members {
    const newestMs = Math.max(
      ...nodes.flatMap(({ entity, hearing }) =>
        entity === undefined || hearing === 'silent' ? [] : entity.lastSeenMs,
      ),
    );
    if (!Number.isFinite(newestMs)) return { timestamp: null };
    const { nowMs, intervalSeconds } = this.reader.ages;
    const ageSeconds = Math.max(0, (nowMs - newestMs) / 1_000);
    return {
      timestamp: new Date(newestMs).toISOString(),
      age_seconds: roundTo(ageSeconds, 1),
      stale: ageSeconds > STALE_INTERVALS * intervalSeconds,
    };
  }

  private async describeNodes(
    nodes: readonly KnownNode[],
    missing: Missing,
    percents: Percents,
  ): Promise<Members> {
    const reporting = nodes.filter(({ hearing }) => hearing === 'reporting');
    const heard = reporting.flatMap(({ entity }) => entity ?? []);
    const frame = await this.reader.store.latest(heard, NODE_TOTALS);
    const { totals: capacities, fromCluster } = this.sumCapacities(nodes, frame);
    const totals = sumNodes(frame, heard.length, NODE_TOTALS).map(
      (total) => capacities.find(({ field }) => field === total.field) ?? total,
    );
    for (const { field, reason } of totals) if (reason !== undefined) missing[field] = reason;
    const lacking = totals.filter(({ value, without }) => value !== undefined && without > 0);
    const given = sumAllocatable(reporting);
    const isTold = reporting.every(({ identity }) => identity !== undefined);
    const shareOfGiven = (field: string, whole: AllocatableName) =>
      isTold ? shareOf(totals.find((one) => one.field === field)?.value, given[whole]) : undefined;
    const shareOfWhole = (part: string, whole: string) =>
      shareOfNodes(frame, heard.length, part, whole);
    percents.cpu_percent = shareOfWhole('cpu_millicores', 'cpu_capacity_millicores');
    percents.memory_percent = shareOfWhole('memory_bytes', 'memory_total_bytes');
    percents.cpu_allocatable_percent = shareOfGiven('cpu_millicores', 'cpu_allocatable_millicores');
    percents.memory_allocatable_percent = shareOfGiven('memory_bytes', 'memory_allocatable_bytes');
    return {
      nodes: this.countNodes(nodes),
      ...Object.fromEntries(totals.map(({ field, value }) => [field, value ?? null])),
      nodes_without: orNone(lacking.map(({ field, without }) => [field, without])),
      nodes_from_cluster: orNone(Object.entries(fromCluster)),
    };
  }

  /** Of the nodes the cluster has, and of others that report. */
  private sumCapacities(nodes: readonly KnownNode[], frame: LatestFrame): CapacityTotals {
    const counted = nodes.filter(
      ({ hearing, identity }) => hearing === 'reporting' || identity !== undefined,
    );
    const heard = counted.filter(({ hearing }) => hearing === 'reporting');
    const placeOf = new Map(heard.map((node, row) => [node, row]));
    const read = (field: string) => {
      const values = readField(frame, heard.length, field);
      return counted.map((node) => values[placeOf.get(node) ?? -1]);
    };
    return sumCapacities(counted, {
      cpu_capacity_millicores: read('cpu_capacity_millicores'),
      memory_total_bytes: read('memory_total_bytes'),
    });
  }

  private countNodes(nodes: readonly KnownNode[]): Members {
    const countOf = (isCounted: (node: KnownNode) => boolean) => nodes.filter(isCounted).length;
    const hasCluster = this.directory.cluster !== undefined;
    return {
      known: nodes.length,
      reporting: countOf(({ hearing }) => hearing === 'reporting'),
      late: countOf(({ hearing }) => hearing === 'late'),
      silent: countOf(({ hearing }) => hearing === 'silent'),
      not_ready: hasCluster
        ? countOf(({ identity }) => identity !== undefined && identity.isReady !== true)
        : undefined,
      unschedulable: hasCluster
        ? countOf(({ identity }) => identity?.isSchedulable === false)
        : undefined,
    };
  }

  private describePromises(
    nodes: readonly KnownNode[],
    pods: readonly PodRecord[],
    missing: Missing,
    percents: Percents,
  ): Members {
    if (this.directory.cluster === undefined) {
      return noteAll([...ALLOCATABLE_NAMES, ...PROMISE_NAMES], 'no_cluster', missing);
    }
    const allocatable = sumAllocatable(nodes.filter(({ identity }) => identity !== undefined));
    const promised = sumPromised(pods);
    const { sums } = promised;
    const { cpu_allocatable_millicores: cpu, memory_allocatable_bytes: memory } = allocatable;
    percents.cpu_requested_percent = shareOf(sums.cpu_request_millicores, cpu);
    percents.memory_requested_percent = shareOf(sums.memory_request_bytes, memory);
    percents.cpu_limited_percent = shareOf(sums.cpu_limit_millicores, cpu);
    percents.memory_limited_percent = shareOf(sums.memory_limit_bytes, memory);
    return { ...describeAllocatable(allocatable, missing), ...describeSums(promised, missing) };
  }

  /** Sums over the pods of namespaces at the newest moment all should have reported. */
  private async describePods(scope: ReadScope, missing: Missing): Promise<Members> {
    const frame = await this.reader.store.groupLatest('namespace', POD_TOTALS);
    const isNow = frame.timestampMs >= this.reader.listedSinceMs;
    const rows = frame.keys.flatMap((key, row) =>
      isNow && scope.mayReadNamespace(key) ? [row] : [],
    );
    const members: Members = {
      pods_in_sums: rows.reduce((sum, row) => sum + frame.pods[row], 0),
    };
    for (const { name, decimals } of POD_TOTALS) {
      const column = frame.columns[frame.fields.findIndex((field) => field.name === name)];
      const values = rows.flatMap((row) => {
        const value = column?.[row] ?? Number.NaN;
        return Number.isNaN(value) ? [] : value;
      });
      const total = values.reduce((sum, value) => sum + value, 0);
      members[toPodTotal(name)] = values.length === 0 ? null : roundTo(total, decimals);
      if (values.length === 0) missing[toPodTotal(name)] = this.explainNoPods(rows.length);
    }
    return members;
  }

  private explainNoPods(namespaces: number): ReasonCode {
    if (namespaces > 0) return 'no_pods';
    const isAnyUnnamed = this.directory
      .latestPods({}, this.reader.listedSinceMs)
      .some(({ name }) => name === undefined);
    return isAnyUnnamed ? 'no_identity' : 'no_pods';
  }
}

function describeAllocatable(
  allocatable: Readonly<Record<AllocatableName, Total>>,
  missing: Missing,
): Members {
  const members: Members = {};
  for (const { field, value, reason } of Object.values(allocatable)) {
    members[field] = value ?? null;
    if (reason !== undefined) missing[field] = reason;
  }
  return members;
}

/** Shares in percent, and beside them what each is a share of. */
function describePercents(percents: Percents): Members {
  const known = Object.entries(percents).flatMap(([name, share]) =>
    share === undefined ? [] : [[name, share] as const],
  );
  return {
    ...Object.fromEntries(known.map(([name, { percent }]) => [name, percent])),
    percent_of: orNone(known.map(([name, { whole, nodes }]) => [name, { whole, nodes }])),
  };
}

function orNone<T>(entries: readonly (readonly [string, T])[]): Record<string, T> | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function describeSums({ pods, sums, without }: PromisedTotals, missing: Missing): Members {
  const members: Members = {};
  for (const name of PROMISE_NAMES) {
    members[name] = sums[name] ?? null;
    members[toWithoutName(name)] = without[name] || undefined;
    if (sums[name] !== undefined) continue;
    const isLimit = name.includes('_limit_');
    if (pods === 0) missing[name] = 'no_pods';
    else missing[name] = isLimit ? 'no_limit' : 'no_request';
  }
  return members;
}

function noteAll(names: readonly string[], reason: ReasonCode, missing: Missing): Members {
  for (const name of names) missing[name] = reason;
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** `cpu_request_millicores` → `pods_without_cpu_request`. */
function toWithoutName(name: string): string {
  return `pods_without_${name.replace(/_(millicores|bytes)$/, '')}`;
}
