import 'reflect-metadata';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildReport } from '../../test/reports';
import { createApp } from '../create-app';
import { LiveStreams } from './live-streams';

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

/** A comment of the stream: it is no event, but it fills buffers. */
const FILLER = `:${'x'.repeat(65_536)}\n\n`;

/** More than a reader may leave unread. */
const FULL_BYTES = 262_144;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(10);
}

/** A client of the stream with a connection of its own, which reads when it is told to. */
class Client {
  text = '';
  isClosed = false;

  private constructor(private readonly response: IncomingMessage) {
    // A connection that is cut is an error to who reads.
    response.on('error', () => undefined).once('close', () => (this.isClosed = true));
  }

  static open(url: string): Promise<Client> {
    return new Promise((resolve, reject) => {
      get(`${url}/api/live`, { agent: false }, (response) => resolve(new Client(response))).on(
        'error',
        reject,
      );
    });
  }

  read(): this {
    this.response.setEncoding('utf8').on('data', (piece: string) => (this.text += piece));
    return this;
  }

  get moments(): number[] {
    return [...this.text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id) - NOON_MS);
  }

  hears(moment: number): Promise<void> {
    return until(() => this.moments.includes(moment));
  }

  close(): void {
    this.response.destroy();
  }
}

describe('a reader of the live stream that does not read', () => {
  let app: NestFastifyApplication;
  let url: string;
  let streams: LiveStreams;
  /** The server's ends of the streams, in the order they were opened. */
  let ends: ServerResponse[];
  let quick: Client;
  let slow: Client;

  beforeEach(async () => {
    const environment = readEnvironment(API_ENVIRONMENT, {});
    app = await createApp({
      ...environment,
      LOG_LEVEL: 'error',
      FREEZE_CLOCK_AT: '2026-11-23T12:00:22Z',
    });
    ends = [];
    app.getHttpServer().on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url === '/api/live') ends.push(response);
    });
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    streams = app.get(LiveStreams);
    await report(0);
    slow = await Client.open(url);
    quick = (await Client.open(url)).read();
    // The one that was there first is told first.
    await quick.hears(0);
    await fill(ends[0]);
  });

  afterEach(async () => {
    quick.close();
    slow.close();
    await app.close();
  });

  /** What the kernel takes is not the server's: it is filled too. */
  async function fill(end: ServerResponse): Promise<void> {
    for (let turnsFull = 0; turnsFull < 50; turnsFull += 1) {
      if (end.writableLength < FULL_BYTES) {
        end.write(FILLER);
        turnsFull = 0;
      }
      await nextTurn();
    }
  }

  async function report(moment: number): Promise<void> {
    const body = JSON.stringify(buildReport({ node: 'n1', atMs: NOON_MS + moment }));
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${url}/api/reports`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  }

  it('gets nothing more until it reads; the others get all', async () => {
    const unread = ends[0].writableLength;
    for (const moment of [5_000, 10_000, 15_000]) {
      await report(moment);
      await quick.hears(moment);
      expect(ends[0].writableLength).toBeLessThanOrEqual(unread);
    }
    slow.read();
    await until(() => ends[0].writableLength === 0);
    await report(20_000);
    await Promise.all([quick.hears(20_000), slow.hears(20_000)]);
    expect(slow.moments).toEqual([0, 20_000]);
    expect(quick.moments).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
  });

  it('is forgotten when it goes, with what it left unread', async () => {
    expect(streams.count).toBe(2);
    slow.close();
    await until(() => streams.count === 1);
    expect(ends[0].destroyed).toBe(true);
    await report(5_000);
    await quick.hears(5_000);
    quick.close();
    await until(() => streams.count === 0);
  });

  describe('for a minute', () => {
    let laterMs = 0;

    beforeEach(() => {
      const { now } = Date;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + laterMs);
    });

    afterEach(() => jest.restoreAllMocks());

    it('is cut off, and no other', async () => {
      await report(5_000);
      // From now on it is known not to read.
      await quick.hears(5_000);
      expect(streams.count).toBe(2);
      laterMs = 60_000;
      await report(10_000);
      await quick.hears(10_000);
      await until(() => streams.count === 1);
      expect([ends[0].destroyed, ends[1].destroyed]).toEqual([true, false]);
      slow.read();
      await until(() => slow.isClosed);
      expect(slow.moments).toEqual([0]);
    });
  });
});
