import { ProblemError } from '../problem/problem';
import { checkName } from './names';

describe('checkName', () => {
  it.each([
    'a',
    'web-0',
    'a/b',
    '100%',
    '<script>alert(1)</script>',
    'Zürich 東京 🚀',
    'x'.repeat(253),
  ])('takes %j as it is', (name) => {
    expect(checkName('pod', name)).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['254 characters', 'x'.repeat(254)],
    ['10 KB', 'x'.repeat(10_240)],
    ['a null byte', 'a\u0000'],
    ['a line feed', 'a\nb'],
    ['an escape', '\u001b[31m'],
    ['a delete', 'a\u007f'],
  ])('refuses %s', (_case, name) => {
    expect(() => checkName('pod', name)).toThrow(ProblemError);
    expect(() => checkName('pod', name)).toThrow(
      '"pod" must have 1 to 253 characters and no control characters.',
    );
  });
});
