import fc from 'fast-check';
import { ProblemError } from '../problem/problem';
import { parseLabelSelector } from './label-selector';

const LABELS = {
  app: 'web',
  tier: 'front',
  'app.kubernetes.io/name': 'shop',
  empty: '',
  level: '5',
};

describe('parseLabelSelector', () => {
  it.each([
    ['app=web', true],
    ['app==web', true],
    ['app = web', true],
    ['app=db', false],
    ['app!=web', false],
    ['app!=db', true],
    ['missing!=anything', true],
    ['missing=', false],
    ['empty=', true],
    ['app.kubernetes.io/name=shop', true],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['! missing', true],
    ['!app', false],
    ['app in (web)', true],
    ['app in (db, web)', true],
    ['app in(db)', false],
    ['missing in (a)', false],
    ['app notin (db,cache)', true],
    ['app notin (web)', false],
    ['missing notin (a)', true],
    ['app=web,tier=front', true],
    ['app=web,tier=back', false],
    ['app in (web,db),tier notin (back,side),!old,empty', true],
    [' app=web , tier ', true],
    ['level>4', true],
    ['level > 5', false],
    ['level<6', true],
    ['level<-1', false],
    ['app>1', false],
    ['missing<1', false],
    ['constructor', false],
    ['toString=x', false],
  ])('%j holds: %p', (text, holds) => {
    expect(parseLabelSelector(text)(LABELS)).toBe(holds);
  });

  it.each([
    '',
    ',',
    'app=web,',
    '=web',
    'app=we b',
    'app in web',
    'app in (web',
    'app)',
    'a b',
    'level>',
    'level>high',
    'level>=5',
    'level>1.5',
    '-app',
    'app=<x>',
    '__proto__',
  ])('refuses %j', (text) => {
    expect(() => parseLabelSelector(text)).toThrow(ProblemError);
  });

  it('holds or is refused, whatever the text, and in good time', () => {
    const text = fc.string({ maxLength: 300, unit: fc.constantFrom(...'ab=!,() in\tnot./-_<>1') });
    fc.assert(
      fc.property(text, (written) => {
        try {
          expect(typeof parseLabelSelector(written)(LABELS)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
    );
  });
});
