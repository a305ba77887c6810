import { choice, number, text } from '@kubemonitor/config';
import { UsageError } from './bench-error';
import { describeOptions, readOptions } from './options';

const SCHEMA = {
  nodes: number('nodes played', { fallback: 200, min: 1, max: 10_000 }),
  pace: choice('how fast', ['fast', 'real'], 'fast'),
  json: text('where to write the result', 'a file'),
};

describe('readOptions', () => {
  it('takes defaults for what is not written', () => {
    expect(readOptions(SCHEMA, [])).toEqual({ nodes: 200, pace: 'fast', json: undefined });
  });

  it('takes values in both forms', () => {
    const args = ['--nodes', '3', '--pace=real', '--json', 'out.json'];
    expect(readOptions(SCHEMA, args)).toEqual({ nodes: 3, pace: 'real', json: 'out.json' });
  });

  it('names every bad value at once', () => {
    const read = () => readOptions(SCHEMA, ['--nodes', '0', '--pace', 'slow']);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(
      '--nodes "0" is not a whole number from 1 to 10000; --pace "slow" is not fast or real',
    );
  });

  it('refuses an option it does not know', () => {
    expect(() => readOptions(SCHEMA, ['--node', '3'])).toThrow("Unknown option '--node'");
  });
});

describe('describeOptions', () => {
  it('writes a line an option', () => {
    expect(describeOptions({ nodes: SCHEMA.nodes })).toBe(
      '  --nodes  nodes played (a whole number from 1 to 10000; default 200)',
    );
  });
});
