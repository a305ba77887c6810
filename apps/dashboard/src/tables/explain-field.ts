import {
  METRICS,
  fieldsOf,
  SUMMED_FIELDS,
  metricsBehind,
  type FieldDefinition,
  type Scope,
} from '@kubemonitor/metrics-model';
import { formatDuration } from '../format';
import { isMessageKey, language, t } from '../i18n';
import { FIELD_TEXTS_KO } from '../i18n/field-texts';
import type { Explanation } from './explanation';
import { shareOf } from './share-of';

/** What a field is of; `sum`: of a namespace or workload, added up over pods. */
export type FieldScope = Scope | 'sum';

/** What is known of one reading. */
export interface ReadingFacts {
  readonly ageSeconds?: number;
  /** `timestamp` of the answer. */
  readonly timestamp?: string | null;
  /** With a window: seconds of one point. */
  readonly stepSeconds?: number;
  /** Of the node: then only the files of this version are named. */
  readonly cgroupVersion?: 'v1' | 'v2';
}

/** The reason of a missing value in words, by its code; a general sentence where there is none. */
export function reasonText(code: string | undefined): string {
  const key = `tables.reason.${code ?? ''}`;
  if (isMessageKey(key)) return t(key);
  return code === undefined ? t('tables.missing') : t('tables.missing.code', { code });
}

/** What a field of an answer is and how it is made; a field the catalogue lacks is explained by its name. */
export function explainField(
  field: string,
  scope: FieldScope,
  facts: ReadingFacts = {},
): Explanation {
  const fields = scope === 'sum' ? SUMMED_FIELDS : fieldsOf(scope);
  const definition = fields.find(({ name }) => name === field);
  const common = { field, ...readingOf(facts) };
  if (definition === undefined) return { ...common, ...explainDerived(field, fields, facts) };
  return {
    ...common,
    description: describe(definition),
    formula:
      scope === 'sum'
        ? t('tables.formula.sum', { formula: formulaOf(definition) })
        : formulaOf(definition),
    sources: sourcesOf(definition, facts.cgroupVersion),
    window: windowOf(definition, facts.stepSeconds),
  };
}

function readingOf({ ageSeconds, timestamp }: ReadingFacts) {
  const readAtMs = timestamp ? Date.parse(timestamp) : Number.NaN;
  return { ageSeconds, readAtMs: Number.isNaN(readAtMs) ? undefined : readAtMs };
}

function describe({ name, description }: FieldDefinition): string {
  // English stands in the catalogue of fields, which the documentation is made from too.
  return language.get() === 'ko' ? (FIELD_TEXTS_KO[name] ?? description) : description;
}

function formulaOf(definition: FieldDefinition): string {
  const { derivation } = definition;
  switch (derivation.kind) {
    case 'gauge':
      return metricFormula(derivation.metric) ?? t('tables.formula.gauge');
    case 'counter':
      return t('tables.formula.counter');
    case 'rate':
      return rateFormula(derivation.metric, derivation.scale);
    case 'ratio':
      return t('tables.formula.ratio', derivation);
    case 'difference':
      return t('tables.formula.difference', derivation);
  }
}

/** A scale is a power of ten: the text shows what it divides by. */
function rateFormula(metric: string, scale: number): string {
  const divisor = Math.round(1 / scale);
  return divisor === 1
    ? t('tables.formula.rate', { metric })
    : t('tables.formula.rate.scaled', { metric, divisor });
}

function metricFormula(name: string): string | undefined {
  const formula = METRICS.find((metric) => metric.name === name)?.formula;
  return formula === 'as it is' ? undefined : formula;
}

function sourcesOf(definition: FieldDefinition, version?: 'v1' | 'v2'): string[] {
  const { derivation } = definition;
  const given = derivation.kind === 'rate' ? derivation.given : undefined;
  const metrics = metricsBehind(definition).filter((name) => name !== given);
  const lines = METRICS.filter(({ name }) => metrics.includes(name)).flatMap(({ v1, v2 }) => {
    if (v1 === v2) return [v2];
    if (version !== undefined) return [version === 'v1' ? v1 : v2];
    return [`cgroup v2: ${v2}`, `cgroup v1: ${v1}`];
  });
  return [...new Set(lines)];
}

function windowOf({ derivation: { kind } }: FieldDefinition, stepSeconds?: number): string {
  const isRate = kind === 'rate' || kind === 'ratio';
  if (stepSeconds === undefined) return t(isRate ? 'tables.window.two' : 'tables.window.instant');
  const step = formatDuration(stepSeconds);
  if (kind === 'counter') return t('tables.window.last', { step });
  return t(isRate ? 'tables.window.increase' : 'tables.window.mean', { step });
}

/** What is no field of the catalogue: shares the API makes of two fields, and what the cluster knows. */
function explainDerived(
  field: string,
  fields: readonly FieldDefinition[],
  { cgroupVersion, stepSeconds }: ReadingFacts,
): Omit<Explanation, 'field'> {
  const key = `tables.derived.${field}`;
  const description = isMessageKey(key) ? t(key) : t('tables.derived', { field });
  const share = shareOf(field);
  if (share !== undefined) {
    const use = fields.find(({ name }) => name === share.part);
    return {
      description,
      formula: t('tables.formula.share', { ...share }),
      sources: [
        ...(use === undefined ? [] : sourcesOf(use, cgroupVersion)),
        ...(isOfNode(share.whole) ? [] : [t('tables.source.cluster')]),
      ],
      window: use && windowOf(use, stepSeconds),
    };
  }
  const formulaKey = `tables.formula.${field}`;
  return {
    description,
    formula: isMessageKey(formulaKey) ? t(formulaKey) : undefined,
    sources: isOfCluster(field) ? [t('tables.source.cluster')] : undefined,
    window: isMessageKey(formulaKey) ? t('tables.window.instant') : undefined,
  };
}

/** What the node itself says of its size. */
function isOfNode(field: string): boolean {
  return field === 'cpu_capacity_millicores' || field === 'memory_total_bytes';
}

function isOfCluster(field: string): boolean {
  return (
    /_(request|limit|allocatable|capacity)_(millicores|bytes)$/.test(field) ||
    field === 'restarts' ||
    field === 'pods'
  );
}
