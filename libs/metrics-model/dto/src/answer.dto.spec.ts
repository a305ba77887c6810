import 'reflect-metadata';
import { SUMMED_FIELDS, fieldsOf } from '@kubemonitor/metrics-model';
import { NamespaceDto, NodeDto, PodDto, isInstant } from './index';

/** Names Swagger knows of a class, as its decorators have put them down. */
function documentedNames(dto: new () => object): string[] {
  const names = Reflect.getMetadata('swagger/apiModelPropertiesArray', dto.prototype) as string[];
  return names.map((name) => name.replace(/^:/, ''));
}

describe('the documented answers', () => {
  it.each([
    ['node', NodeDto, fieldsOf('node')],
    ['pod', PodDto, fieldsOf('pod')],
    ['namespace', NamespaceDto, SUMMED_FIELDS],
  ] as const)('have every field of a %s', (_, dto, fields) => {
    const names = new Set(documentedNames(dto));
    expect(fields.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('isInstant', () => {
  it.each([
    ['2026-11-23T09:17:55Z', true],
    ['2026-11-23T09:17:55.026+09:00', true],
    ['2026-11-23', false],
    ['2026-13-23T09:17:55Z', false],
    ['yesterday', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isInstant(text)).toBe(expected);
  });
});
