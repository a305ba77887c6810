import { Injectable } from '@nestjs/common';
import type { ReasonCode } from '@kubemonitor/metrics-model';
import {
  NODE_TOTALS,
  POD_TOTALS,
  toPodTotal,
  type ClusterDto,
} from '@kubemonitor/metrics-model/dto';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { STALE_INTERVALS } from '../render/latest-writer';
import { sumAllocatable } from './allocatable-totals';
import { listKnownNodes, type KnownNode } from './known-nodes';
import { shareOfNodes, sumNodes } from './node-totals';
import { countPods, PROMISE_NAMES, sumPromised, type PromisedTotals } from './pod-counts';
import { roundTo, toShare } from './round-to';

/** Members of an answer; a value that is undefined is left out of the JSON. */
type Members = Record<string, unknown>;
type Missing = Record<string, ReasonCode>;

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
    const answer = {
      ...(await this.describeNodes(nodes, missing)),
      ...countPods(pods),
      ...this.describePromises(nodes, pods, missing),
      ...(await this.describePods(scope, missing)),
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

  private async describeNodes(nodes: readonly KnownNode[], missing: Missing): Promise<Members> {
    const heard = nodes.flatMap(({ hearing, entity }) =>
      hearing === 'reporting' && entity !== undefined ? entity : [],
    );
    const frame = await this.reader.store.latest(heard, NODE_TOTALS);
    const totals = sumNodes(frame, heard.length, NODE_TOTALS);
    for (const { field, reason } of totals) if (reason !== undefined) missing[field] = reason;
    const lacking = totals.filter(({ value, without }) => value !== undefined && without > 0);
    const reporting = nodes.filter(({ hearing }) => hearing === 'reporting');
    const given = sumAllocatable(reporting.flatMap(({ identity }) => identity ?? []));
    const isTold = reporting.every(({ identity }) => identity !== undefined);
    const shareOfGiven = (field: string, resource: string) =>
      isTold
        ? toShare(totals.find((total) => total.field === field)?.value, given[resource])
        : undefined;
    const shareOf = (part: string, whole: string) => shareOfNodes(frame, heard.length, part, whole);
    return {
      nodes: this.countNodes(nodes),
      ...Object.fromEntries(totals.map(({ field, value }) => [field, value ?? null])),
      nodes_without:
        lacking.length === 0
          ? undefined
          : Object.fromEntries(lacking.map(({ field, without }) => [field, without])),
      cpu_percent: shareOf('cpu_millicores', 'cpu_capacity_millicores'),
      memory_percent: shareOf('memory_bytes', 'memory_total_bytes'),
      cpu_allocatable_percent: shareOfGiven('cpu_millicores', 'cpu_allocatable_millicores'),
      memory_allocatable_percent: shareOfGiven('memory_bytes', 'memory_allocatable_bytes'),
    };
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
  ): Members {
    const allocatable = sumAllocatable(nodes.flatMap(({ identity }) => identity ?? []));
    if (this.directory.cluster === undefined) {
      return noteAll([...Object.keys(allocatable), ...PROMISE_NAMES], 'no_cluster', missing);
    }
    const promised = sumPromised(pods);
    const { sums } = promised;
    const { cpu_allocatable_millicores: cpu, memory_allocatable_bytes: memory } = allocatable;
    return {
      ...describeAllocatable(allocatable, missing),
      ...describeSums(promised, missing),
      cpu_requested_percent: toShare(sums.cpu_request_millicores, cpu),
      memory_requested_percent: toShare(sums.memory_request_bytes, memory),
      cpu_limited_percent: toShare(sums.cpu_limit_millicores, cpu),
      memory_limited_percent: toShare(sums.memory_limit_bytes, memory),
    };
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
  allocatable: Readonly<Record<string, number | undefined>>,
  missing: Missing,
): Members {
  const members: Members = {};
  for (const [name, value] of Object.entries(allocatable)) {
    members[name] = value ?? null;
    if (value === undefined) missing[name] = 'not_collected';
  }
  return members;
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
