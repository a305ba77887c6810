import 'reflect-metadata';
import {
  NodeSampleDto,
  PodSampleDto,
  REPORT_EXAMPLE,
  ReportDto,
} from '@kubemonitor/metrics-model/dto';
import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import fc from 'fast-check';
import { CompiledPipe } from './compiled.pipe';
import { createSchemas } from './schema';

const pipe = new CompiledPipe();

function isTakenByPipe(dto: Type, body: unknown): boolean {
  try {
    pipe.transform(body, { type: 'body', metatype: dto });
    return true;
  } catch {
    return false;
  }
}

/** The verdict of the decorators themselves, as Nest's own ValidationPipe would have it. */
async function isTakenByDecorators(dto: Type, body: object): Promise<boolean> {
  const instance = plainToInstance(dto, body) as object;
  const faults = await validate(instance, { whitelist: true, forbidNonWhitelisted: true });
  return faults.length === 0;
}

/** A copy of `body` with the value at `path` set; `undefined` takes it away. */
function withValue(body: object, path: string, value: unknown): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const parent = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const POD_SAMPLE = {
  timestamp: '2026-11-23T10:37:55Z',
  cpu_millicores: 120.5,
  memory_bytes: 970_752,
  namespace: 'shop',
};

/** Bodies that are wrong in one place. */
const WRONG_REPORTS: [string, unknown][] = [
  ['schema_version', 2],
  ['schema_version', '1'],
  ['schema_version', undefined],
  ['node', ''],
  ['node', 5],
  ['node', null],
  ['node', 'a\nb'],
  ['node', 'x'.repeat(254)],
  ['node', undefined],
  ['boot_id', {}],
  ['tick', -1],
  ['tick', 1.5],
  ['tick', 2 ** 53],
  ['tick', '359085095'],
  ['tick', Number.NaN],
  ['interval_seconds', 0],
  ['interval_seconds', 301],
  ['interval_seconds', Number.POSITIVE_INFINITY],
  ['timestamp_milliseconds', -0.5],
  ['timestamp_milliseconds', 2 ** 63],
  ['uptime_seconds', true],
  ['clock_stepped', 0],
  ['clock_stepped', 'false'],
  ['host', undefined],
  ['host', null],
  ['host', 'x'],
  ['host.fields', 'memory_bytes'],
  ['host.fields', [1]],
  ['host.fields', ['']],
  ['host.fields', undefined],
  ['host.ids', ['a\u0000']],
  ['host.ids', ['x'.repeat(1_025)]],
  ['host.offsets_milliseconds', [-1]],
  ['host.offsets_milliseconds', ['1']],
  ['host.offsets_milliseconds', [3_600_001]],
  ['host.offsets_milliseconds', {}],
  ['host.rows', [1]],
  ['host.rows', [['1']]],
  ['host.rows', [[-1]]],
  ['host.rows', [[2 ** 53]]],
  ['host.rows', [[Number.POSITIVE_INFINITY]]],
  ['host.rows', [[true]]],
  ['host.rows', undefined],
  ['host.surprise', 1],
  ['pods.qos', ['Platinum']],
  ['pods.qos', [1]],
  ['pods.qos', 'Burstable'],
  ['pods.host_network', [1]],
  ['pods.host_network', undefined],
  ['pods.absent', {}],
  ['pods.absent', [{}]],
  ['pods.absent', [{ field: 'pids', reason: 'because' }]],
  ['pods.absent', [{ field: '', reason: 'gap' }]],
  ['pods.absent', [{ field: 'pids', reason: 'gap', row: -1 }]],
  ['pods.absent', [{ field: 'pids', reason: 'gap', why: 'x' }]],
  ['containers.pods', [-1]],
  ['containers.pods', [0.5]],
  ['containers.pods', [10_001]],
  ['containers.sandbox', ['no']],
  ['cgroups.fields', undefined],
  ['facts', 'Debian'],
  ['facts', {}],
  ['facts.cpu_cores', 1.5],
  ['facts.cgroup_version', 'v3'],
  ['skipped', undefined],
  ['skipped.gone', -1],
  ['skipped.lost', 0],
  ['surprise', 1],
];

const WRONG_SAMPLES: [string, unknown][] = [
  ['timestamp', 'garbage'],
  ['timestamp', ''],
  ['timestamp', '2026-11-23'],
  ['timestamp', '2026-11-23T10:37:55'],
  ['timestamp', '2026-13-23T10:37:55Z'],
  ['timestamp', '2026-11-23T10:37:60Z'],
  ['timestamp', 1_795_425_475],
  ['cpu_millicores', -1],
  ['cpu_millicores', '1'],
  ['cpu_millicores', [1]],
  ['memory_bytes', 0.5],
  ['memory_bytes', 2 ** 63],
  ['namespace', ''],
  ['namespace', 'x'.repeat(254)],
  ['cpu_usage_microseconds', 1],
];

describe('the schema made of the decorators', () => {
  it('is there for each DTO that comes in', () => {
    expect(Object.keys(createSchemas()).sort()).toEqual([
      'AbsentFieldDto',
      'ClusterQueryDto',
      'ContainerSectionDto',
      'EventQueryDto',
      'FindingQueryDto',
      'HostFactsDto',
      'ListQueryDto',
      'NodeSampleDto',
      'PodListQueryDto',
      'PodQueryDto',
      'PodSampleDto',
      'PodSectionDto',
      'ReportDto',
      'ReportSectionDto',
      'ScrapeQueryDto',
      'SkippedDto',
      'SumListQueryDto',
      'TimeQueryDto',
      'WindowQueryDto',
      'WorkloadListQueryDto',
    ]);
  });

  it.each<[string, Type, object]>([
    ['a report', ReportDto, REPORT_EXAMPLE],
    ['a report without facts', ReportDto, withValue(REPORT_EXAMPLE, 'facts', undefined)],
    ['a pod sample', PodSampleDto, POD_SAMPLE],
    ['an empty sample', NodeSampleDto, {}],
  ])('takes %s, as the decorators do', async (_case, dto, body) => {
    expect(isTakenByPipe(dto, body)).toBe(true);
    expect(await isTakenByDecorators(dto, body)).toBe(true);
  });

  it.each(WRONG_REPORTS)('refuses a report whose %s is %p, as the decorators do', async (...at) => {
    const body = withValue(REPORT_EXAMPLE, ...at);
    expect(isTakenByPipe(ReportDto, body)).toBe(false);
    expect(await isTakenByDecorators(ReportDto, body)).toBe(false);
  });

  it.each(WRONG_SAMPLES)('refuses a sample whose %s is %p, as the decorators do', async (...at) => {
    const body = withValue(POD_SAMPLE, ...at);
    expect(isTakenByPipe(PodSampleDto, body)).toBe(false);
    expect(await isTakenByDecorators(PodSampleDto, body)).toBe(false);
  });

  it.each<[string, unknown]>([
    ['facts', null],
    ['host', []],
    // class-transformer drops the key before class-validator could see it.
    ['constructor', 1],
  ])('is the stricter one where %s is %j', async (path, value) => {
    const body = withValue(REPORT_EXAMPLE, path, value);
    expect(isTakenByPipe(ReportDto, body)).toBe(false);
    expect(await isTakenByDecorators(ReportDto, body)).toBe(true);
  });

  it('takes nothing the decorators would refuse, whatever is put where', async () => {
    const paths = [...new Set(WRONG_REPORTS.map(([path]) => path))];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.double(),
      fc.array(fc.array(fc.oneof(fc.double(), fc.constant(null)), { maxLength: 3 }), {
        maxLength: 3,
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), value, async (path, put) => {
        const body = withValue(REPORT_EXAMPLE, path, put);
        if (!isTakenByPipe(ReportDto, body)) return;
        expect(await isTakenByDecorators(ReportDto, body)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
