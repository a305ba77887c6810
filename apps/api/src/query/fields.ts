import type { FieldDefinition } from '@kubemonitor/metrics-model';
import { badRequest } from './window';

/**
 * The fields a query asks for among those there are; all when it does not say. Names of
 * `extra` fields, which the API adds itself, are allowed too.
 * @throws ProblemError naming a field that does not exist
 */
export function selectFields(
  text: string | undefined,
  available: readonly FieldDefinition[],
  extra: readonly string[],
): { fields: readonly FieldDefinition[]; extras: ReadonlySet<string> } {
  if (text === undefined) return { fields: available, extras: new Set(extra) };
  const names = new Set(text.split(',').map((name) => name.trim()));
  for (const name of names) {
    const isKnown = available.some((field) => field.name === name) || extra.includes(name);
    if (!isKnown) throw badRequest('fields', name.slice(0, 80), 'is not a field of this answer');
  }
  return {
    fields: available.filter(({ name }) => names.has(name)),
    extras: new Set(extra.filter((name) => names.has(name))),
  };
}
