import { join } from 'node:path';
import { ManualTime, until } from '../../test/manual-time';
import { createRecordedLog } from '../../test/recorded-log';
import type { RecordedLog } from '../../test/recorded-log';
import { ReportServer, answerWith } from '../../test/report-server';
import { useTemporaryDirectory } from '../../test/temporary-directory';
import { openHttpSender } from './http-sender';
import { Shipper, computePause } from './shipper';
import { Spool } from './spool';
import { SpoolDirectory } from './spool-directory';

describe('computePause', () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [2, 0, 1_000],
    [4, 0.5, 6_000],
    [5, 1, 15_000],
    [60, 0, 7_500],
  ])('after %d failures, with chance %d, is %d ms', (failures, random, pause) => {
    expect(computePause(failures, random)).toBe(pause);
  });
});

describe('Shipper', () => {
  const directory = useTemporaryDirectory();
  const server = new ReportServer();
  let time: ManualTime;
  let recorded: RecordedLog;
  let spool: Spool;
  let shipper: Shipper;

  beforeEach(async () => {
    server.requests.length = 0;
    server.answer = answerWith(202);
    time = new ManualTime(0);
    await server.start();
  });

  afterEach(async () => {
    await shipper.close(0);
    await server.stop();
  });

  async function open(maxReports = 100, spoolDirectory?: SpoolDirectory): Promise<void> {
    recorded = createRecordedLog();
    spool = new Spool(maxReports, spoolDirectory);
    const sender = await openHttpSender({
      apiServerUrl: server.url,
      timeoutMilliseconds: 60_000,
      now: () => time.wallMilliseconds(),
    });
    shipper = new Shipper({ sender, spool, timers: time, random: () => 1, ...recorded });
  }

  const openDirectory = (maxBytes = 100_000): SpoolDirectory =>
    new SpoolDirectory(join(directory(), 'spool'), maxBytes, createRecordedLog().log);

  const offer = (...numbers: number[]): void => {
    for (const number of numbers) shipper.offer(Buffer.from(String(number)));
  };
  const received = (): number[] => server.bodies.map(Number);
  /** Waits until the shipper pauses after a failure. */
  const untilItRests = (): Promise<void> => until(() => time.waits.length > 0);

  it('sends each report as it comes', async () => {
    await open();

    offer(1);
    await until(() => shipper.counts.delivered === 1);
    offer(2);
    await until(() => shipper.counts.delivered === 2);

    expect(received()).toEqual([1, 2]);
    expect(shipper.counts).toEqual({ delivered: 2, rejected: 0, dropped: 0, pending: 0 });
  });

  it('tries again ever more rarely while the API is away, then sends the newest first', async () => {
    await open();
    await server.stop();

    offer(1);
    await untilItRests();
    const pauses = [...time.waits];
    for (let number = 2; number <= 6; number += 1) {
      offer(number);
      await time.advance(time.waits[0]);
      await untilItRests();
      pauses.push(...time.waits);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(shipper.counts).toEqual({ delivered: 0, rejected: 0, dropped: 0, pending: 6 });

    await server.start();
    await time.advance(15_000);
    await until(() => shipper.counts.delivered === 6);

    expect(received()).toEqual([6, 1, 2, 3, 4, 5]);
    expect(recorded.lines.map(({ message }) => message)).toEqual([
      'a report could not be sent, it is kept',
      'the API takes reports again',
    ]);
  });

  it('does not starve the newest while it works off a backlog', async () => {
    await open();
    server.answer = answerWith(503);
    offer(1);
    await untilItRests();
    offer(2, 3, 4);

    // While report 2 is on its way, the next tick comes.
    server.answer = (response, request) => {
      if (request.body.toString() === '2') offer(5);
      answerWith(202)(response, request);
    };
    server.requests.length = 0;
    await time.advance(1_000);
    await until(() => shipper.counts.delivered === 5);

    expect(received()).toEqual([4, 1, 2, 5, 3]);
  });

  it('waits as long as the API asks', async () => {
    await open();
    server.answer = answerWith(429, { 'retry-after': '120' });

    offer(1);
    await untilItRests();

    expect(time.waits).toEqual([120_000]);
  });

  it('drops what the API refuses, counts it, and logs it once', async () => {
    await open();
    server.answer = answerWith(400, {}, 'no such metric');

    offer(1);
    await until(() => shipper.counts.rejected === 1);
    offer(2);
    await until(() => shipper.counts.rejected === 2);
    server.answer = answerWith(202);
    offer(3);
    await until(() => shipper.counts.delivered === 1);

    expect(received()).toEqual([1, 2, 3]);
    expect(time.waits).toEqual([]);
    expect(recorded.lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        message: 'a report was refused and is dropped',
        reason: 'HTTP 400: no such metric',
      }),
    ]);
  });

  it.each([401, 403])('keeps a report while its token is refused with %d', async (status) => {
    await open();
    server.answer = answerWith(status, {}, 'expired');
    offer(1);
    await untilItRests();
    offer(2);
    expect(shipper.counts).toEqual({ delivered: 0, rejected: 0, dropped: 0, pending: 2 });

    server.answer = answerWith(202);
    await time.advance(1_000);
    await until(() => shipper.counts.delivered === 2);

    expect(received()).toEqual([1, 2, 1]);
    expect(recorded.lines[0]).toMatchObject({
      message: 'a report could not be sent, it is kept',
      reason: `HTTP ${status}: expired`,
    });
  });

  it('sends a report again byte for byte', async () => {
    await open();
    server.answer = answerWith(503);
    offer(7);
    await untilItRests();
    server.answer = answerWith(202);
    await time.advance(1_000);
    await until(() => shipper.counts.delivered === 1);

    expect(server.requests[0].body).toEqual(server.requests[1].body);
    const sentAt = server.requests.map(({ headers }) => headers['kubemonitor-sent-at']);
    expect(sentAt).toEqual(['0', '1000']);
  });

  it('stays bounded while the API is away for long, and says what it drops once', async () => {
    await open(5, openDirectory(800));
    await server.stop();
    for (let number = 1; number <= 1_000; number += 1) offer(number);

    const { pending, dropped } = shipper.counts;
    expect(pending + dropped).toBe(1_000);
    // Five in memory; on the disk at most 800 bytes of records with 13 bytes of header.
    expect(pending).toBeLessThanOrEqual(5 + 800 / 14);
    const drops = recorded.lines.filter(({ message }) => String(message).includes('dropped'));
    expect(drops).toHaveLength(1);
  });

  it('back-fills from the disk what an earlier process left', async () => {
    await open(2, openDirectory());
    await server.stop();
    offer(1, 2, 3, 4);
    await untilItRests();
    await shipper.close(0);

    await server.start();
    await open(2, openDirectory());
    offer(5);
    await until(() => shipper.counts.pending === 0);

    // The old ones may be on their way before the new one exists, but stay in order.
    expect(received().filter((number) => number !== 5)).toEqual([1, 2, 3, 4]);
    expect(received()).toContain(5);
  });

  it('settles when all is delivered', async () => {
    await open();
    offer(1, 2, 3);

    expect(await shipper.settle(60_000, new AbortController().signal)).toBe(true);
    expect(time.waits).toEqual([]);
  });

  it('settles as failed when something was refused', async () => {
    await open();
    server.answer = answerWith(400);
    offer(1);

    expect(await shipper.settle(60_000, new AbortController().signal)).toBe(false);
  });

  it('settles as failed when time is up', async () => {
    await open();
    await server.stop();
    offer(1);
    const settled = shipper.settle(400, new AbortController().signal);
    await until(() => time.waits.length === 2);

    await time.advance(400);

    expect(await settled).toBe(false);
  });

  it('tries the backlog once more when it is closed, without waiting for the pause', async () => {
    await open();
    server.answer = answerWith(503);
    offer(1);
    await untilItRests();
    offer(2);
    server.answer = answerWith(202);
    server.requests.length = 0;

    await shipper.close(3_000);

    expect(received()).toEqual([2, 1]);
    expect(shipper.counts.pending).toBe(0);
  });

  it('keeps on the disk what it cannot send when it is closed', async () => {
    await open(10, openDirectory());
    await server.stop();
    offer(1, 2);
    await untilItRests();

    await shipper.close(3_000);

    expect(recorded.lines.at(-1)).toMatchObject({
      message: 'ending with unsent reports',
      unsent: 2,
      lost: 0,
    });
    expect(openDirectory().pending).toBe(2);
  });

  it('gives up the report on its way when closing takes too long', async () => {
    await open();
    server.answer = () => undefined;
    offer(1);
    await until(() => server.requests.length === 1);
    const closed = shipper.close(3_000);
    await until(() => time.waits.length > 0);

    await time.advance(3_000);
    await closed;

    expect(shipper.counts).toMatchObject({ delivered: 0 });
  });
});
