import { CommandError } from '@kubemonitor/compare';
import { InvalidArgumentError } from 'commander';
import { parseTime } from './units/duration';

/** An error about options that do not fit together. */
export function badUsage(message: string, remedy?: string): CommandError {
  return new CommandError(message, { fault: 'bad_usage', remedy });
}

/** Reads the value of an option that is a time, ms since the epoch. @throws CommandError */
export function readTimeOption(option: string, text: string, nowMs: number): number {
  try {
    return parseTime(text, nowMs).getTime();
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw badUsage(`${option}: ${error.message}`);
    throw error;
  }
}

/** What `export` and `store export` write. */
export type ExportFormat = 'csv' | 'json';

/** Reads the value of `--format`. @throws InvalidArgumentError */
export function parseExportFormat(text: string): ExportFormat {
  if (text === 'csv' || text === 'json') return text;
  throw new InvalidArgumentError('csv or json.');
}
