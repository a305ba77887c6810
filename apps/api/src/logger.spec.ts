import { LineLogger } from './logger';

/** What a logger writes while `log` runs, line by line as JSON. */
function linesOf(log: (logger: LineLogger) => void): Record<string, unknown>[] {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    log(new LineLogger(['log', 'warn', 'error', 'fatal']));
  } finally {
    write.mockRestore();
  }
  const lines = written.join('').split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}

describe('LineLogger', () => {
  it('writes one JSON object a line', () => {
    const [line] = linesOf((logger) => logger.warn('node="n1" refused=2', 'Ingest'));
    expect(line).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'warn',
      context: 'Ingest',
      message: 'node="n1" refused=2',
    });
  });

  it('cannot be made to write lines of its own by what it is given', () => {
    const lines = linesOf((logger) => logger.log('a\n{"level":"error"}\u001b[31m', 'Ingest'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'info', message: 'a\n{"level":"error"}\u001b[31m' });
  });

  it('writes where an error comes from', () => {
    const [line] = linesOf((logger) => logger.error(new TypeError('broken'), 'Store'));
    expect(line['message']).toMatch(/^TypeError: broken\n\s+at /);
  });

  it('leaves out the chatter of the start, and faults that are thrown too', () => {
    const lines = linesOf((logger) => {
      logger.log('AppModule dependencies initialized', 'InstanceLoader');
      logger.error(new Error('no file'), 'ExceptionHandler');
      logger.warn('but this', 'InstanceLoader');
    });
    expect(lines).toMatchObject([{ message: 'but this' }]);
  });
});
