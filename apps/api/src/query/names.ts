import { ProblemError, excerpt } from '../problem/problem';

const LONGEST_NAME = 253;

/**
 * A name from a path: 1 to 253 characters, none of them a control character. What is in it
 * is not trusted anywhere else.
 * @throws ProblemError
 */
export function checkName(what: string, name: string): string {
  if (name.length >= 1 && name.length <= LONGEST_NAME && !/[\u0000-\u001f\u007f]/.test(name)) {
    return name;
  }
  const message = `must have 1 to ${LONGEST_NAME} characters and no control characters`;
  throw new ProblemError('bad-request', `"${what}" ${message}.`, {
    errors: [{ field: what, value: excerpt(name), message }],
  });
}
