import { CommandError } from '../command-error';

const PIECE = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([^\s"'\\]+)|(\s+)/gs;

/**
 * Splits a command written as one text into words, as a shell does with quotes and
 * backslashes; nothing is expanded.
 * @throws CommandError on a quote that does not end
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index !== end) break;
    end = match.index + match[0].length;
    const [, double, single, escaped, plain, space] = match;
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + (double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? plain);
    }
  }
  if (end !== text.length) {
    throw new CommandError(`A quote is not closed in: ${text}`, { fault: 'bad_usage' });
  }
  return word === undefined ? words : [...words, word];
}

/** A command as a person would write it to a shell. */
export function quoteWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
