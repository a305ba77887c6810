import { SCOPES, FIELDS } from '@kubemonitor/metrics-model';
import type { Command, Option } from 'commander';
import { KIND_WORDS } from '../api/kinds';
import { EXPORTS } from '../export/export-lists';
import { FORMATS } from '../output/format';
import { SORT_NAMES, SUBJECTS } from '../top/subjects';
import { SHELLS } from './shells';

/** Words for the first argument of a command. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  top: SUBJECTS,
  history: KIND_WORDS,
  export: EXPORTS,
  completion: SHELLS,
};

const FIELD_NAMES = FIELDS.map(({ name }) => name);

/** Words for the value of an option; an empty list leaves it to the shell's own file names. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--output': FORMATS,
  '--format': ['csv', 'json'],
  '--sort-by': SORT_NAMES,
  '--scope': SCOPES,
  '--stats': ['min', 'max', 'p95'],
  '--field': FIELD_NAMES,
  '--fields': FIELD_NAMES,
  '--window': ['5m', '15m', '1h', '6h', '1d', '7d', '30d'],
};

/**
 * What may stand for the last of `words`, which is being written; the words before it are done.
 * Nothing is asked of a server.
 */
export function findCandidates(program: Command, words: readonly string[]): string[] {
  const done = words.slice(0, -1);
  const begun = words.at(-1) ?? '';
  const command = findCommand(program, done);
  const before = findOption(command, done.at(-1));
  const fits = (word: string): boolean => word.startsWith(begun);
  if (before !== undefined && before.required) {
    return (VALUES[before.long ?? ''] ?? []).filter(fits);
  }
  if (begun.startsWith('-')) {
    return command.options
      .flatMap(({ long, hidden }) => (long && !hidden ? [long] : []))
      .filter(fits);
  }
  const children = command.commands.map((child) => child.name());
  if (children.length > 0) return children.filter(fits);
  const isFirst = countArguments(command, done) === 0;
  return isFirst ? (ARGUMENTS[command.name()] ?? []).filter(fits) : [];
}

/** The command the words lead to. */
function findCommand(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words) {
    command = command.commands.find((child) => child.name() === word) ?? command;
  }
  return command;
}

function findOption(command: Command, word: string | undefined): Option | undefined {
  return command.options.find(
    ({ short, long }) => word !== undefined && (short === word || long === word),
  );
}

/** How many arguments there are already: words that are no command, option or value of one. */
function countArguments(command: Command, words: readonly string[]): number {
  const from = words.lastIndexOf(command.name()) + 1;
  const own = words.slice(from);
  return own.filter((word, at) => {
    const isValue = at > 0 && findOption(command, own[at - 1])?.required === true;
    return !word.startsWith('-') && !isValue;
  }).length;
}
