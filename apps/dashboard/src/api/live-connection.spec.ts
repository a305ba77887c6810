import {
  LiveConnection,
  type ConnectionParts,
  type StreamEnd,
  type StreamRequest,
} from './live-connection';

/** A world whose streams, probes and waits are ended by the test, and whose time moves with the waits. */
class World implements ConnectionParts {
  now = 1_000_000;
  isThere = true;
  readonly streams: { request: StreamRequest; end(how: StreamEnd): void }[] = [];
  readonly waits: { ms: number; end(): void }[] = [];

  openStream(request: StreamRequest): Promise<StreamEnd> {
    return new Promise((resolve) => this.streams.push({ request, end: resolve }));
  }

  probe(): Promise<boolean> {
    return Promise.resolve(this.isThere);
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
      const end = () => {
        this.now += ms;
        resolve();
      };
      this.waits.push({ ms, end });
    });
  }

  nowMs(): number {
    return this.now;
  }
}

/** Lets everything go on that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const TICK = {
  type: 'tick',
  id: '1795435200000',
  data: '{"timestamp":"2026-11-23T12:00:00.000Z","late_nodes":2}',
};

async function connect(): Promise<{ world: World; connection: LiveConnection }> {
  const world = new World();
  const connection = new LiveConnection(world);
  connection.start();
  await settle();
  return { world, connection };
}

describe('the live connection', () => {
  it('counts the ticks of the stream', async () => {
    const { world, connection } = await connect();
    expect(connection.state.get()).toEqual({ kind: 'connecting' });
    world.streams[0].request.onOpen();
    world.streams[0].request.onEvent(TICK);
    world.streams[0].request.onEvent({ ...TICK, type: 'other' });
    expect(connection.state.get()).toEqual({ kind: 'live' });
    expect(connection.ticks.get()).toBe(1);
    expect(connection.newest.get()).toEqual({ timestampMs: 1_795_435_200_000, lateNodes: 2 });
    connection.stop();
  });

  it('looks by itself while there is no stream, and goes on from the last event', async () => {
    const { world, connection } = await connect();
    world.streams[0].request.onOpen();
    world.streams[0].request.onEvent(TICK);
    world.streams[0].end('ended');
    await settle();
    expect(connection.state.get()).toEqual({ kind: 'polling' });
    expect(connection.ticks.get()).toBe(2);
    expect(world.waits.map(({ ms }) => ms)).toEqual([1_000]);
    world.waits[0].end();
    await settle();
    expect(world.streams[1].request.lastEventId).toBe('1795435200000');
    connection.stop();
  });

  it('tries the stream less and less often, and looks every interval meanwhile', async () => {
    const { world, connection } = await connect();
    const waited: number[] = [];
    let ended = 0;
    for (let turn = 0; turn < 6; turn += 1) {
      for (; ended < world.streams.length; ended += 1) world.streams[ended].end('ended');
      await settle();
      const { ms, end } = world.waits[turn];
      waited.push(ms);
      end();
      await settle();
    }
    // 1, 2, 4 s between attempts; then 8 s, with a look after 5 s, and 16 s.
    expect(waited).toEqual([1_000, 2_000, 4_000, 5_000, 3_000, 5_000]);
    connection.stop();
  });

  it('says since when the API is gone, and is live again when it is back', async () => {
    const { world, connection } = await connect();
    world.isThere = false;
    world.streams[0].end('ended');
    await settle();
    const gone = { kind: 'gone', sinceMs: 1_000_000 };
    expect(connection.state.get()).toEqual(gone);
    world.waits[0].end();
    await settle();
    expect(connection.state.get()).toEqual(gone);
    expect(connection.ticks.get()).toBe(0);
    expect(world.streams).toHaveLength(1);
    world.isThere = true;
    connection.retryNow();
    await settle();
    world.streams[1].request.onOpen();
    expect(connection.state.get()).toEqual({ kind: 'live' });
    connection.stop();
  });

  it('waits for a token, and starts anew with it', async () => {
    const { world, connection } = await connect();
    world.streams[0].end('locked');
    await settle();
    expect(connection.state.get()).toEqual({ kind: 'locked' });
    expect(world.waits).toEqual([]);
    connection.start();
    await settle();
    world.streams[1].request.onOpen();
    expect(connection.state.get()).toEqual({ kind: 'live' });
    connection.stop();
  });

  it('gives a page that nobody saw one tick for all it has missed', async () => {
    const { world, connection } = await connect();
    connection.setAsleep(true);
    world.streams[0].request.onEvent(TICK);
    world.streams[0].request.onEvent(TICK);
    expect(connection.ticks.get()).toBe(0);
    connection.setAsleep(false);
    expect(connection.ticks.get()).toBe(1);
    connection.setAsleep(true);
    connection.setAsleep(false);
    expect(connection.ticks.get()).toBe(1);
    connection.stop();
  });

  it('keeps what it knew when an event cannot be read', async () => {
    const { world, connection } = await connect();
    for (const data of ['', '{', 'null', '{"timestamp":"x","late_nodes":0}']) {
      world.streams[0].request.onEvent({ ...TICK, data });
    }
    expect(connection.newest.get()).toBeUndefined();
    expect(connection.ticks.get()).toBe(4);
    connection.stop();
  });
});
