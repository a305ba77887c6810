import { number, text } from '@kubemonitor/config';
import { SettingError, toEnvironment } from './environment';
import type { Settings } from './environment';

const SCHEMA = {
  PORT: number('a port', { fallback: 8080, min: 1, max: 65_535 }),
  DIRECTORY: text('where', 'a directory'),
};

describe('toEnvironment', () => {
  it('gives values and fields of the pod in the order they are written', () => {
    expect(
      toEnvironment(SCHEMA, { DIRECTORY: { fieldPath: 'spec.nodeName' }, PORT: '9090' }),
    ).toEqual([
      { name: 'DIRECTORY', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'PORT', value: '9090' },
    ]);
  });

  it.each([
    [{ PORT: '0' }, 'PORT "0" is not a whole number from 1 to 65535'],
    [{ PORT: '8080' }, 'PORT is "8080" anyway'],
    [{ PROT: '9090' }, 'PROT is no variable of the program'],
  ])('refuses %o', (settings, message) => {
    const written = settings as Settings<typeof SCHEMA>;

    expect(() => toEnvironment(SCHEMA, written)).toThrow(new SettingError(...split(message)));
  });

  it('compares a patch with what it is laid over, not with the default', () => {
    const held = { PORT: '9090' };

    expect(toEnvironment(SCHEMA, { PORT: '8080' }, held)).toEqual([
      { name: 'PORT', value: '8080' },
    ]);
    expect(() => toEnvironment(SCHEMA, { PORT: '9090' }, held)).toThrow('PORT is "9090" anyway');
  });

  it('does not compile with a name the schema has not', () => {
    // @ts-expect-error: a slip of the pen.
    expect(() => toEnvironment(SCHEMA, { PROT: '9090' })).toThrow(SettingError);
  });
});

function split(message: string): [name: string, fault: string] {
  const [name, ...fault] = message.split(' ');
  return [name, fault.join(' ')];
}
