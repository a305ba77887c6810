import { Inject, Injectable } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { FindingDto, FindingListDto, FindingQueryDto } from '@kubemonitor/metrics-model/dto';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import { ENVIRONMENT } from '../environment';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { SkewedNodes } from '../ingest/skewed-nodes';
import { STALE_INTERVALS } from '../render/latest-writer';
import { judgeWatches } from './findings/cluster-access';
import { SEVERITIES, orderFindings, type Finding } from './findings/finding';
import { judgeSkew } from './findings/node-state';
import { judgeStore } from './findings/store-limits';
import { listKnownNodes } from './known-nodes';
import { matchFindings } from './match-findings';
import { findNodeFindings } from './node-findings';
import { findPodFindings } from './pod-findings';

const DEFAULT_LIMIT = 100;

/** With more pods than this what was found is good for two seconds: searching takes a while. */
const MANY_PODS = 1_000;
const KEPT_MS = 2_000;

/** What is wrong now. */
@Injectable()
export class FindingsService {
  /** The search that runs: callers who ask meanwhile get what it finds. */
  private running: Promise<readonly Finding[]> | undefined;
  private kept: { readonly findings: readonly Finding[]; readonly atMs: number } | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly skewed: SkewedNodes,
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
    @Inject(ENVIRONMENT) private readonly environment: ApiEnvironment,
  ) {}

  /**
   * Findings about what the caller may read, of those asked for.
   * @throws ProblemError for a query that is not valid
   */
  async list(query: FindingQueryDto, scope: ReadScope): Promise<FindingListDto> {
    const { limit = DEFAULT_LIMIT } = query;
    const isWanted = matchFindings(query);
    const all = await this.find();
    const seen = all.filter((finding) => {
      const isSeen =
        finding.kind === 'pod' ? scope.mayReadNamespace(finding.namespace) : scope.mayReadNodes;
      return isSeen && isWanted(finding);
    });
    const countOf = (severity: string) => seen.filter((one) => one.severity === severity).length;
    const [error, warning, info] = SEVERITIES.map(countOf);
    return {
      items: (limit === 0 ? seen : seen.slice(0, limit)).map(toDto),
      metadata: {
        total: seen.length,
        counts: { error, warning, info },
        timestamp: new Date(this.reader.nowMs).toISOString(),
      },
    };
  }

  private find(): Promise<readonly Finding[]> | readonly Finding[] {
    const { kept } = this;
    if (kept !== undefined && performance.now() - kept.atMs < KEPT_MS) return kept.findings;
    this.running ??= this.findAll().finally(() => (this.running = undefined));
    return this.running;
  }

  private async findAll(): Promise<readonly Finding[]> {
    const { nowMs, listedSinceMs, store } = this.reader;
    const { MAX_SERIES, MAX_ENTITIES, RETENTION_MAX_BYTES } = this.environment;
    const staleSinceMs = nowMs - STALE_INTERVALS * store.intervalSeconds * 1_000;
    const records = [...this.directory.latestPods({}, listedSinceMs)];
    const pods = await findPodFindings(store, records, { nowMs, staleSinceMs });
    const nodes = listKnownNodes(store, this.directory.cluster, { nowMs, listedSinceMs });
    const killedOn = new Set(
      pods.flatMap(({ code, node }) => (code === 'oom_killed' ? (node ?? []) : [])),
    );
    const findings = orderFindings([
      ...pods,
      ...(await findNodeFindings(store, nodes, nowMs, killedOn)),
      ...this.skewed.list().map(judgeSkew),
      ...judgeStore(store.stats(), {
        maxSeries: MAX_SERIES,
        maxEntities: MAX_ENTITIES,
        maxDiskBytes: RETENTION_MAX_BYTES,
      }),
      ...judgeWatches(this.identities.watches ?? [], nowMs),
    ]);
    this.kept = records.length > MANY_PODS ? { findings, atMs: performance.now() } : undefined;
    return findings;
  }
}

function toDto({ sinceMs, workload, ...finding }: Finding): FindingDto {
  return {
    ...finding,
    workload: workload && { kind: workload.kind, name: workload.name },
    since: sinceMs === undefined ? undefined : new Date(sinceMs).toISOString(),
  };
}
