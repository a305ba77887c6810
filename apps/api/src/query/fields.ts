import type { FieldDefinition } from '@kubemonitor/metrics-model';
import { badRequest } from './window';

/** Fields of an answer: those of the store, and those the API adds. */
export interface FieldSelection {
  readonly fields: readonly FieldDefinition[];
  readonly extras: ReadonlySet<string>;
  /** Names of both. */
  readonly names: ReadonlySet<string>;
}

/**
 * The fields a query asks for among those there are; all when it does not say. Names of
 * `extra` fields, which the API adds itself, are allowed too.
 * @throws ProblemError naming a field that does not exist
 */
export function selectFields(
  text: string | undefined,
  available: readonly FieldDefinition[],
  extra: readonly string[],
): FieldSelection {
  if (text === undefined) return toSelection(available, extra);
  const names = new Set(text.split(',').map((name) => name.trim()));
  for (const name of names) {
    const isKnown = available.some((field) => field.name === name) || extra.includes(name);
    if (!isKnown) throw badRequest('fields', name.slice(0, 80), 'is not a field of this answer');
  }
  return toSelection(
    available.filter(({ name }) => names.has(name)),
    extra.filter((name) => names.has(name)),
  );
}

function toSelection(
  fields: readonly FieldDefinition[],
  extras: readonly string[],
): FieldSelection {
  return {
    fields,
    extras: new Set(extras),
    names: new Set([...fields.map(({ name }) => name), ...extras]),
  };
}
