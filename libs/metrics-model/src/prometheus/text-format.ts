import type { FamilyHead } from './exposed-family';

/**
 * The text format of Prometheus, version 0.0.4 (prometheus/docs
 * `docs/instrumenting/exposition_formats.md`).
 */
export const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/** The lines above the samples of a metric. */
export function renderHead({ name, type, help }: FamilyHead): string {
  const line = help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
  return `# HELP ${name} ${line}\n# TYPE ${name} ${type}\n`;
}

/** `a="b",c="d"`, without braces; a label without a value is no label. */
export function renderLabels(labels: Readonly<Record<string, string | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(labels)) {
    if (value === undefined || value === '') continue;
    text += `${text === '' ? '' : ','}${name}="${escapeLabelValue(value)}"`;
  }
  return text;
}

const SPECIAL = /["\\\n]/;
const EVERY_SPECIAL = /["\\\n]/g;

/** A label's value as it stands between quotes. */
export function escapeLabelValue(value: string): string {
  return SPECIAL.test(value)
    ? value.replace(EVERY_SPECIAL, (character) => (character === '\n' ? '\\n' : `\\${character}`))
    : value;
}

/**
 * A sample's time is left out, so that a series ends with its entity, unless the sample is
 * older than this: then it has missed its successor, and is not of now.
 */
export const MOST_INTERVALS_OF_NOW = 2;
