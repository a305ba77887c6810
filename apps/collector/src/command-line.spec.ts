import { ArgumentError, describeUsage, parseArguments } from './command-line';

describe('parseArguments', () => {
  it.each([
    [[], {}],
    [['--help'], { help: true }],
    [['--version'], { version: true }],
    [['--once'], { once: true }],
    [['--ticks', '3'], { ticks: 3 }],
    [['--ticks=12'], { ticks: 12 }],
    [['--recording', 'dir'], { recording: 'dir', ticks: 1 }],
    [['--recording', 'dir', '--ticks', '1'], { recording: 'dir', ticks: 1 }],
    [['--recording', 'dir', '--once'], { recording: 'dir', once: true, ticks: 1 }],
  ])('reads %j', (written, expected) => {
    expect(parseArguments(written)).toEqual({
      help: false,
      version: false,
      once: false,
      ticks: undefined,
      recording: undefined,
      ...expected,
    });
  });

  it.each([
    [['--bogus'], ['--bogus is not known']],
    [
      ['-x', 'word'],
      ['-x is not known', '"word" is not an option'],
    ],
    [['--ticks'], ['--ticks needs a value']],
    [['--ticks', '0'], ['--ticks "0" is not a whole number above 0']],
    [['--ticks', '1.5'], ['--ticks "1.5" is not a whole number above 0']],
    [['--once=yes'], ['--once takes no value']],
    [['--once', '--ticks', '2'], ['--once and --ticks exclude each other']],
    [['--recording', 'd', '--ticks', '2'], ['a recording has one tick, --ticks must be 1']],
  ])('refuses %j, naming every fault', (written, faults) => {
    let error: unknown;
    try {
      parseArguments(written);
    } catch (caught) {
      error = caught;
    }

    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as ArgumentError).faults).toEqual(faults);
  });
});

describe('describeUsage', () => {
  it('lists the options and the environment', () => {
    const usage = describeUsage();

    for (const word of ['--once', '--ticks N', '--recording DIR', 'API_SERVER_URL', 'SPOOL_DIR']) {
      expect(usage).toContain(word);
    }
  });
});
