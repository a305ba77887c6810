import { EnvironmentError, describeEnvironment, readEnvironment } from './environment';
import { choice, flag, number, text } from './variables';

const SCHEMA = {
  PORT: number('port to listen on', { fallback: 8_080, min: 0, max: 65_535 }),
  NAME: text('who this is', 'a name'),
  VERBOSE: flag('say more', false),
  MODE: choice('how', ['fast', 'careful'], 'careful'),
} as const;

describe('readEnvironment', () => {
  it('takes what is written, else the fallback', () => {
    expect(readEnvironment(SCHEMA, { PORT: '9', NAME: 'n1', OTHER: 'x' })).toEqual({
      PORT: 9,
      NAME: 'n1',
      VERBOSE: false,
      MODE: 'careful',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readEnvironment(SCHEMA, { PORT: '', NAME: '' })).toEqual({
      PORT: 8_080,
      NAME: undefined,
      VERBOSE: false,
      MODE: 'careful',
    });
  });

  it('names every bad variable at once', () => {
    const read = () => readEnvironment(SCHEMA, { PORT: 'many', MODE: 'slow', VERBOSE: 'true' });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(
      'Environment: PORT="many" is not a whole number from 0 to 65535; MODE="slow" is not fast or careful',
    );
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ name: 'EnvironmentError', code: 'bad_environment' });
      expect((error as EnvironmentError).faults).toHaveLength(2);
    }
  });

  it('shortens what is too long to be shown', () => {
    const read = () => readEnvironment(SCHEMA, { PORT: '9'.repeat(500) });
    expect(read).toThrow(`Environment: PORT="${'9'.repeat(80)}" is not`);
  });

  it('finds a fallback that is not what is expected', () => {
    const schema = { PORT: number('port', { fallback: 70_000, min: 0, max: 65_535 }) };
    expect(() => readEnvironment(schema, {})).toThrow('PORT="70000"');
  });
});

describe('describeEnvironment', () => {
  it('gives a line for each variable', () => {
    expect(describeEnvironment(SCHEMA).split('\n')).toEqual([
      '  PORT     port to listen on (a whole number from 0 to 65535; default 8080)',
      '  NAME     who this is (a name; default unset)',
      '  VERBOSE  say more (true or false; default false)',
      '  MODE     how (fast or careful; default careful)',
    ]);
  });
});
