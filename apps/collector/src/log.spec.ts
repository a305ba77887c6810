import { RepeatGuard, createLogger } from './log';

describe('createLogger', () => {
  it('writes one JSON object a line, with its own fields and those of the event', () => {
    const lines: string[] = [];
    const log = createLogger({
      level: 'info',
      fields: { node: 'n1' },
      now: () => 0,
      write: (line) => lines.push(line),
    });

    log.warn('a "thing"\nhappened', { pod: 'p1', count: 2 });

    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"warn","message":"a \\"thing\\"\\nhappened","node":"n1","pod":"p1","count":2}\n',
    ]);
  });

  it('leaves out what is below its level', () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'warn', now: () => 0, write: (line) => lines.push(line) });

    log.info('no');
    log.debug('no');
    log.error('yes');

    expect(lines).toHaveLength(1);
  });
});

describe('RepeatGuard', () => {
  it('passes a key once in ten minutes and counts what it held back', () => {
    let now = 0;
    const guard = new RepeatGuard(() => now);
    const written: number[] = [];
    const pass = (): void => guard.pass('key', (suppressed) => written.push(suppressed));

    pass();
    pass();
    now = 599_999;
    pass();
    now = 600_000;
    pass();

    expect(written).toEqual([0, 2]);
  });

  it('keeps keys apart', () => {
    const guard = new RepeatGuard(() => 0);
    const written: string[] = [];

    guard.pass('a', () => written.push('a'));
    guard.pass('b', () => written.push('b'));

    expect(written).toEqual(['a', 'b']);
  });

  it('writes again when the clock was set back', () => {
    let now = 10_000_000;
    const guard = new RepeatGuard(() => now);
    let written = 0;

    guard.pass('key', () => (written += 1));
    now = 0;
    guard.pass('key', () => (written += 1));

    expect(written).toBe(2);
  });
});
