import fc from 'fast-check';
import { escapeLabelValue, renderHead, renderLabels } from './text-format';

describe('the text format', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['say "hi"', 'say \\"hi\\"'],
    ['C:\\temp', 'C:\\\\temp'],
    ['two\nlines', 'two\\nlines'],
    ['\\n', '\\\\n'],
    ['파드', '파드'],
  ])('escapes %j as a label’s value', (value, escaped) => {
    expect(escapeLabelValue(value)).toBe(escaped);
  });

  it('has labels in their order, without those that have no value', () => {
    expect(renderLabels({ pod: 'a"b', node: undefined, image: '', container: 'c' })).toBe(
      'pod="a\\"b",container="c"',
    );
    expect(renderLabels({})).toBe('');
  });

  it('announces a metric in two lines, whatever its help says', () => {
    expect(renderHead({ name: 'up', type: 'gauge', help: 'a\\b\nc' })).toBe(
      '# HELP up a\\\\b\\nc\n# TYPE up gauge\n',
    );
  });

  it('gives back any value, on one line and without an end before its end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const escaped = escapeLabelValue(value);
        const read = escaped.replace(/\\(.)/g, (_all, c: string) => (c === 'n' ? '\n' : c));
        expect(read).toBe(value);
        expect(escaped).not.toContain('\n');
        expect(/(^|[^\\])(\\\\)*"/.test(escaped)).toBe(false);
      }),
    );
  });
});
