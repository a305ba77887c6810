import fc from 'fast-check';
import { parseFieldSelector } from './field-selector';
import { StatusError } from './status';

const KNOWN = ['metadata.name', 'metadata.namespace'];
const VALUES = { 'metadata.name': 'web-0', 'metadata.namespace': 'a,b=c' };

it.each([
  ['metadata.name=web-0', true],
  ['metadata.name==web-0', true],
  ['metadata.name!=web-0', false],
  ['metadata.name=web-1', false],
  ['metadata.name=', false],
  ['metadata.name!=', true],
  ['metadata.namespace=a\\,b\\=c', true],
  ['metadata.name=web-0,metadata.namespace!=other', true],
  ['metadata.name=web-0,metadata.name=web-1', false],
  ['metadata.name=web-0,', true],
])('%s: %p', (text, holds) => {
  expect(parseFieldSelector(text, KNOWN)(VALUES)).toBe(holds);
});

it('matches a field without a value as an empty one', () => {
  expect(parseFieldSelector('metadata.namespace=', KNOWN)({})).toBe(true);
});

it.each([
  ['status.phase=Running', '"status.phase" is not a known field selector'],
  ['metadata.name', '"metadata.name" is not a field selector'],
  ['=web', '"" is not a known field selector'],
  ['metadata.name=a=b', 'is not a field selector'],
  ['metadata.name=a\\', 'is not a field selector'],
  ['metadata.name in (a)', 'is not a field selector'],
])('refuses %s', (text, message) => {
  expect(() => parseFieldSelector(text, KNOWN)).toThrow(message);
});

it('holds or is refused, whatever the text', () => {
  const text = fc.string({ maxLength: 200, unit: fc.constantFrom(...'metadata.name=!,\\é\n') });
  fc.assert(
    fc.property(text, (written) => {
      try {
        expect(typeof parseFieldSelector(written, KNOWN)(VALUES)).toBe('boolean');
      } catch (error) {
        expect((error as StatusError).status.code).toBe(400);
      }
    }),
  );
});
