import { join } from 'node:path';
import { createRecordedLog } from '../../test/recorded-log';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { readMachineFacts } from './facts';
import { parseMachineFacts } from './machine-facts';
import type { MachineFacts } from './machine-facts';

const FACTS: MachineFacts = {
  cpu_model: 'a CPU',
  cpu_cores: 4,
  kernel_version: '6.1.0',
  os: 'Linux',
  architecture: 'x64',
};

describe('parseMachineFacts', () => {
  it('reads what the child prints', () => {
    expect(parseMachineFacts(JSON.stringify({ ...FACTS, more: 1 }))).toEqual(FACTS);
  });

  it.each([
    ['nothing', ''],
    ['half an answer', '{"cpu_model":"a'],
    ['no object', '5'],
    ['null', 'null'],
    ['a missing fact', JSON.stringify({ ...FACTS, os: undefined })],
    ['a count that is none', JSON.stringify({ ...FACTS, cpu_cores: -1 })],
    ['an empty text', JSON.stringify({ ...FACTS, os: '' })],
    ['control characters', JSON.stringify({ ...FACTS, os: 'a\nb' })],
    ['text without end', JSON.stringify({ ...FACTS, os: 'x'.repeat(201) })],
  ])('does not take %s', (_, text) => {
    expect(parseMachineFacts(text)).toBeUndefined();
  });
});

describe('readMachineFacts', () => {
  const directory = useTemporaryDirectory();
  const { log, lines } = createRecordedLog();

  beforeEach(() => {
    lines.length = 0;
  });

  function read(
    program: string,
    stop = new AbortController().signal,
  ): ReturnType<typeof readMachineFacts> {
    writeFiles(directory(), { 'child.cjs': program });
    return readMachineFacts(
      { script: join(directory(), 'child.cjs'), hostProc: '/host/proc', stop },
      log,
    );
  }

  it('gives what the child answers, which knows the host’s procfs', async () => {
    const program = `console.log(JSON.stringify({ ...${JSON.stringify(FACTS)}, os: process.env.HOST_PROC }))`;

    expect(await read(program)).toEqual({ ...FACTS, os: '/host/proc' });
    expect(lines).toEqual([]);
  });

  it('gives nothing, and says so, when the child fails', async () => {
    expect(await read('process.exit(3)')).toBeUndefined();
    expect(lines).toEqual([
      expect.objectContaining({ level: 'warn', message: 'no facts about the machine' }),
    ]);
  });

  it('gives nothing when there is no child', async () => {
    const stop = new AbortController().signal;
    const script = join(directory(), 'none.cjs');

    expect(await readMachineFacts({ script, hostProc: '/proc', stop }, log)).toBeUndefined();
  });

  it('ends the child when it is stopped', async () => {
    const stop = new AbortController();
    const facts = read('setInterval(() => {}, 1000)', stop.signal);
    stop.abort();

    expect(await facts).toBeUndefined();
    expect(lines).toEqual([]);
  });
});
