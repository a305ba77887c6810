import { readFileSync } from 'node:fs';
import { CommandError } from '@kubemonitor/compare';
import type { Surroundings } from '../surroundings';

/** What a header takes; RFC 6750 allows less. */
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The token the user gives: a file wins over KUBEMONITOR_TOKEN. It is never printed.
 * @throws CommandError when the file cannot be read or what it holds is no token
 */
export function readGivenToken(
  tokenFile: string | undefined,
  env: Surroundings['env'],
): string | undefined {
  if (tokenFile !== undefined) return check(readTokenFile(tokenFile), tokenFile);
  const given = env['KUBEMONITOR_TOKEN'] ?? '';
  return given === '' ? undefined : check(given.trim(), 'KUBEMONITOR_TOKEN');
}

function readTokenFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new CommandError(`The token file ${path} cannot be read: ${(cause as Error).message}`, {
      fault: 'bad_usage',
      cause,
    });
  }
}

function check(token: string, source: string): string {
  if (PRINTABLE.test(token)) return token;
  throw new CommandError(`${source} holds no token: one line of printable text is needed.`, {
    fault: 'bad_usage',
  });
}
