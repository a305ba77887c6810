import 'reflect-metadata';
import type { ArgumentMetadata, Type } from '@nestjs/common';
import {
  ListQueryDto,
  NodeSampleDto,
  PodListQueryDto,
  PodQueryDto,
  PodSampleDto,
  REPORT_EXAMPLE,
  ReportDto,
  WindowQueryDto,
  WorkloadListQueryDto,
} from '@kubemonitor/metrics-model/dto';
import { ProblemError } from '../problem/problem';
import { CompiledPipe } from './compiled.pipe';

const pipe = new CompiledPipe();

function asBody(metatype: Type, value: unknown): unknown {
  return pipe.transform(value, { type: 'body', metatype });
}

function asQuery(metatype: Type, value: unknown): unknown {
  return pipe.transform(value, { type: 'query', metatype });
}

function faultOf(check: () => unknown): unknown {
  try {
    check();
  } catch (error) {
    if (error instanceof ProblemError) return { detail: error.detail, ...error.members };
  }
  return undefined;
}

/** The example each property documents, all in one body or query. */
function documentedExample(dto: Type): Record<string, unknown> {
  const example: Record<string, unknown> = {};
  const listed: string[] = Reflect.getMetadata('swagger/apiModelPropertiesArray', dto.prototype);
  for (const name of listed.map((key) => key.slice(1))) {
    const shape = Reflect.getMetadata('swagger/apiModelProperties', dto.prototype, name);
    if (shape.example !== undefined) example[name] = shape.example;
  }
  return example;
}

function toTexts(query: object): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}

describe('CompiledPipe, documented examples', () => {
  it('takes the example of a report', () => {
    expect(asBody(ReportDto, REPORT_EXAMPLE)).toBe(REPORT_EXAMPLE);
  });

  it.each([NodeSampleDto, PodSampleDto])('takes the examples of %p', (dto) => {
    const example = documentedExample(dto);
    expect(Object.keys(example).length).toBeGreaterThanOrEqual(7);
    expect(asBody(dto, example)).toEqual(example);
  });

  it.each([WindowQueryDto, PodQueryDto, ListQueryDto, PodListQueryDto, WorkloadListQueryDto])(
    'takes the examples of %p as texts and gives numbers',
    (dto) => {
      const example = documentedExample(dto);
      expect(Object.keys(example).length).toBeGreaterThanOrEqual(4);
      expect(asQuery(dto, toTexts(example))).toEqual(example);
    },
  );
});

describe('CompiledPipe', () => {
  it('leaves paths and headers alone', () => {
    const metadata: ArgumentMetadata = { type: 'param', metatype: String, data: 'pod' };
    expect(pipe.transform('web', metadata)).toBe('web');
    expect(pipe.transform('1', { type: 'custom', metatype: String })).toBe('1');
  });

  it('lets nothing pass that has no schema', () => {
    class UncheckedDto {}
    expect(() => asBody(UncheckedDto, {})).toThrow('no schema for a body UncheckedDto');
    expect(() => pipe.transform({}, { type: 'body' })).toThrow('no schema for a body');
    expect(() => asQuery(Object, {})).toThrow('no schema for a query Object');
  });

  it('does not turn texts of a body into numbers, nor change a query it was given', () => {
    expect(() => asBody(NodeSampleDto, { memory_bytes: '1' })).toThrow(ProblemError);
    const query = { limit: '10' };
    expect(asQuery(ListQueryDto, query)).toEqual({ limit: 10 });
    expect(query).toEqual({ limit: '10' });
  });

  it.each([
    ['no object', undefined, 'The body must be object.', ''],
    ['null', null, 'The body must be object.', ''],
    ['a list', [], 'The body must be object.', ''],
    ['an unknown key', { cpu: 1 }, '"cpu" is not known here.', 'cpu'],
    ['a text', { memory_bytes: 'x' }, '"memory_bytes" must be integer.', 'memory_bytes'],
    ['a fraction', { memory_bytes: 1.5 }, '"memory_bytes" must be integer.', 'memory_bytes'],
    ['a negative', { cpu_millicores: -1 }, '"cpu_millicores" must be >= 0.', 'cpu_millicores'],
    [
      'infinity',
      { cpu_millicores: 1e999 },
      '"cpu_millicores" must be <= 9007199254740991.',
      'cpu_millicores',
    ],
    [
      '2^63',
      { memory_bytes: 2 ** 63 },
      '"memory_bytes" must be <= 9007199254740991.',
      'memory_bytes',
    ],
    [
      'null for a number',
      { memory_bytes: null },
      '"memory_bytes" must be integer.',
      'memory_bytes',
    ],
    [
      'a day that is no time',
      { timestamp: '2026-11-23' },
      '"timestamp" must match format "date-time".',
      'timestamp',
    ],
  ])('says what is wrong with %s', (_case, body, detail, field) => {
    const fault = faultOf(() => asBody(NodeSampleDto, body));
    expect(fault).toMatchObject({ detail, errors: [{ field }] });
  });

  it('names a field deep in a report, and shortens what was sent', () => {
    const report = structuredClone(REPORT_EXAMPLE);
    report.pods.rows[0][1] = -5;
    expect(faultOf(() => asBody(ReportDto, report))).toEqual({
      detail: '"pods.rows.0.1" must be >= 0.',
      errors: [{ field: 'pods.rows.0.1', value: -5, message: 'must be >= 0' }],
    });
    const node = 'x'.repeat(300);
    expect(faultOf(() => asBody(ReportDto, { ...REPORT_EXAMPLE, node }))).toMatchObject({
      errors: [{ field: 'node', value: `${'x'.repeat(80)}… (300 characters)` }],
    });
    const headless = { ...REPORT_EXAMPLE, host: undefined };
    expect(faultOf(() => asBody(ReportDto, JSON.parse(JSON.stringify(headless))))).toEqual({
      detail: '"host" is missing.',
      errors: [{ field: 'host', message: 'is missing' }],
    });
  });

  it('lists the words there are', () => {
    const report = structuredClone(REPORT_EXAMPLE) as unknown as { pods: { qos: string[] } };
    report.pods.qos = ['Platinum'];
    expect(faultOf(() => asBody(ReportDto, report))).toMatchObject({
      detail:
        '"pods.qos.0" must be equal to one of the allowed values: Guaranteed, Burstable, BestEffort.',
    });
  });

  it.each([
    ['limit', '-1'],
    ['limit', '1.5'],
    ['limit', '1000001'],
    ['limit', 'ten'],
    ['limit', ''],
    ['limit', ['1', '2']],
    ['window', '0'],
    ['window', 'Infinity'],
    ['window', 'NaN'],
    ['step', '0'],
    ['start', 'yesterday'],
    ['end', '2026-11-23T12:00:00'],
    ['end', '2026-11-23T12:00:00 00:00'],
    ['end', '2026-11-31T25:00:00Z'],
    ['continue', ''],
    ['sort', 'x'.repeat(254)],
    ['sort', 'a\u0000'],
    ['nonsense', '1'],
    ['__proto__', '1'],
    ['constructor', '1'],
    ['toString', '1'],
  ])('refuses the query %s=%j', (name, value) => {
    // As the query parser makes it: an object without a prototype.
    const query = Object.assign(Object.create(null), { window: '60' });
    Object.defineProperty(query, name, { value, enumerable: true });
    expect(faultOf(() => asQuery(ListQueryDto, query))).toMatchObject({
      errors: [{ field: name }],
    });
  });
});
