import { InvalidArgumentError } from 'commander';

export const FORMATS = ['table', 'wide', 'json', 'yaml', 'csv'] as const;
/** How a command shows what it found. */
export type Format = (typeof FORMATS)[number];

/** Reads the value of `-o`. @throws InvalidArgumentError */
export function parseFormat(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new InvalidArgumentError(`One of ${FORMATS.join(', ')}.`);
  return format;
}
