import { HttpsKubernetesClient, DEFAULT_LIMITS } from '../http/https-client';
import { ManualTiming } from '../testing/manual-timing';
import {
  ScriptedServer,
  brokenStream,
  endedStream,
  fault,
  json,
  lines,
  stream,
} from '../testing/scripted-server';
import { Reflector } from './reflector';

interface Thing {
  readonly metadata?: { readonly uid?: string; readonly resourceVersion?: string };
}

function thing(uid: string, resourceVersion: string): Thing {
  return { metadata: { uid, resourceVersion } };
}

function page(version: string, uids: readonly string[], next?: string): unknown {
  const items = uids.map((uid) => thing(uid, version));
  return { kind: 'ThingList', metadata: { resourceVersion: version, continue: next }, items };
}

function event(type: string, uid: string, version: string): unknown {
  return { type, object: thing(uid, version) };
}

function bookmark(resourceVersion: string): unknown {
  return { type: 'BOOKMARK', object: { kind: 'Thing', metadata: { resourceVersion } } };
}

const EXPIRED = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' },
};

const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** A reflector on a scripted server, and what its handler was told, one text a call. */
async function setUp({ paths = ['/things'], maxAnswerBytes = 10_000, port = 0 } = {}) {
  const server = await ScriptedServer.start(undefined, port);
  const timing = new ManualTiming();
  const limits = { ...DEFAULT_LIMITS, maxAnswerBytes, maxLineBytes: 1_000 };
  const client = new HttpsKubernetesClient(
    { server: server.url, tls: { rejectUnauthorized: true } },
    limits,
  );
  const told: string[] = [];
  const failures: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const tell = (text: string): void => {
    told.push(text);
    for (const { count, resolve } of waiting) if (told.length >= count) resolve();
  };
  const reflector = new Reflector<Thing>({
    client,
    paths,
    timing,
    handler: {
      upsert(object) {
        if (object.metadata?.uid === 'odd') throw new Error('odd object');
        tell(`${object.metadata?.uid}@${object.metadata?.resourceVersion}`);
      },
      remove: ({ metadata }) => tell(`-${metadata?.uid}`),
      replaced: (uids) => tell(`=${[...uids]}`),
    },
    onFailure: ({ reason }) => failures.push(reason),
  });
  const untilTold = (count: number): Promise<void> =>
    told.length >= count
      ? Promise.resolve()
      : new Promise((resolve) => waiting.push({ count, resolve }));
  let running: Promise<void> | undefined;
  ended.push(async () => {
    reflector.stop();
    client.close();
    await running;
    await server.close();
  });
  const run = () => (running = reflector.run());
  return { server, timing, reflector, told, failures, untilTold, run };
}

describe('Reflector', () => {
  it('lists page by page and watches from the version of the list', async () => {
    const { server, told, untilTold, run, reflector } = await setUp();
    server.will(
      json(page('10', ['a', 'b'], 'next/=')),
      json(page('10', ['c'])),
      stream(
        lines(event('MODIFIED', 'a', '11'), event('ADDED', 'd', '12'), event('DELETED', 'b', '13')),
      ),
    );
    void run();
    await untilTold(7);
    expect(told).toEqual(['a@10', 'b@10', 'c@10', '=a,b,c', 'a@11', 'd@12', '-b']);
    expect(server.heard.map(({ url }) => url)).toEqual([
      '/things?limit=500',
      '/things?limit=500&continue=next%2F%3D',
      // 300 s × (1 + 0.5).
      '/things?watch=true&allowWatchBookmarks=true&resourceVersion=10&timeoutSeconds=450',
    ]);
    expect(reflector.state).toMatchObject({
      phase: 'watching',
      isSynced: true,
      lists: 1,
      watches: 1,
      events: 3,
      failures: 0,
      lastError: undefined,
    });
  });

  it('goes on at the last version when the server ends the watch, bookmarks counted', async () => {
    const { server, timing, untilTold, run } = await setUp();
    server.will(
      json(page('10', [])),
      endedStream(lines(event('ADDED', 'a', '11'), bookmark('25'))),
      stream(lines(event('ADDED', 'b', '26'))),
    );
    void run();
    await untilTold(3);
    expect(server.heard[2].url).toContain('resourceVersion=25&');
    expect(timing.slept).toEqual([]);
  });

  it('loses and doubles nothing when the connection breaks within a line', async () => {
    const { server, timing, told, failures, untilTold, run } = await setUp();
    const [first, second] = [event('ADDED', 'a', '11'), event('ADDED', 'b', '12')];
    server.will(
      json(page('10', [])),
      brokenStream(lines(first), lines(second).slice(0, 20)),
      stream(lines(second)),
    );
    void run();
    await timing.untilSlept(1);
    // The first failure: 800 + 0.5 × (1,600 − 800).
    expect(timing.slept).toEqual([1_200]);
    timing.advance(1_200);
    await untilTold(3);
    expect(told).toEqual(['=', 'a@11', 'b@12']);
    expect(server.heard[2].url).toContain('resourceVersion=11&');
    expect(failures).toEqual(['ECONNRESET']);
  });

  it.each([
    ['an ERROR event', stream(lines(EXPIRED))],
    ['HTTP 410', fault(410, 'Gone', 'too old')],
  ])('lists anew after %s, and tells what is there', async (_case, answer) => {
    const { server, timing, told, untilTold, run, reflector } = await setUp();
    server.will(json(page('10', ['a', 'b'])), answer, json(page('90', ['b', 'c'])), stream());
    void run();
    await untilTold(6);
    expect(told).toEqual(['a@10', 'b@10', '=a,b', 'b@90', 'c@90', '=b,c']);
    await server.untilHeard(4);
    expect(server.heard[3].url).toContain('resourceVersion=90&');
    expect(timing.slept).toEqual([]);
    expect(reflector.state).toMatchObject({ lists: 2, failures: 1, isSynced: true });
  });

  it('starts over when the version is forgotten between two pages, dropping nothing', async () => {
    const { server, told, untilTold, run } = await setUp();
    server.will(
      json(page('10', ['a'], 'next')),
      fault(410, 'Expired', 'The provided continue parameter is too old'),
      json(page('20', ['b', 'a'])),
      stream(),
    );
    void run();
    await untilTold(4);
    expect(told).toEqual(['a@10', 'b@20', 'a@20', '=b,a']);
    expect(server.heard[2].url).toBe('/things?limit=500');
  });

  it('waits longer and longer while versions expire as soon as they are listed', async () => {
    const { server, timing, run } = await setUp();
    for (let n = 0; n < 4; n += 1) server.will(json(page('10', [])), stream(lines(EXPIRED)));
    void run();
    for (const count of [1, 2, 3]) {
      await timing.untilSlept(count);
      timing.advance(30_000);
    }
    // Bounds 3,200, 6,400 and 12,800: the first time nothing is waited for.
    expect(timing.slept).toEqual([2_000, 3_600, 6_800]);
  });

  it('keeps asking while nobody is there, from the start on', async () => {
    const first = await setUp();
    const { port } = first.server;
    await first.server.close();
    const { timing, reflector, failures, told } = first;
    void first.run();
    for (let count = 1; count <= 8; count += 1) {
      await timing.untilSlept(count);
      if (count < 8) timing.advance(30_000);
    }
    // Half of the way from 800 to 1,600, 3,200, 6,400, 12,800, 25,600, 30,000 at most.
    expect(timing.slept).toEqual([1_200, 2_000, 3_600, 6_800, 13_200, 15_400, 15_400, 15_400]);
    expect(new Set(failures)).toEqual(new Set(['ECONNREFUSED']));
    expect(reflector.state).toMatchObject({ phase: 'waiting', isSynced: false, failures: 8 });
    const server = await ScriptedServer.start(undefined, port);
    ended.unshift(() => server.close());
    server.will(json(page('10', ['a'])), stream());
    timing.advance(30_000);
    await first.untilTold(2);
    expect(told).toEqual(['a@10', '=a']);
  });

  it('watches on from where it was after an outage: nothing is listed again', async () => {
    const { server, timing, untilTold, run } = await setUp();
    const away = fault(503, 'ServiceUnavailable', 'starting');
    server.will(json(page('10', [])), brokenStream(''), away, away, away, away);
    server.will(stream(lines(event('ADDED', 'a', '11'))));
    void run();
    for (let count = 1; count <= 5; count += 1) {
      await timing.untilSlept(count);
      timing.advance(30_000);
    }
    await untilTold(2);
    expect(server.heard.at(-1)?.url).toContain('resourceVersion=10&');
    expect(server.heard).toHaveLength(7);
  });

  it.each([
    ['garbage', stream('<html>\n')],
    ['a line that is no event', stream(lines({ type: 'ADDED', object: {} }))],
    ['null', stream('null\n')],
    ['a huge line', stream('x'.repeat(1_001))],
    ['a version it does not have', fault(504, 'Timeout', 'Too large resource version')],
    ['an end at once', endedStream('')],
  ])('lists anew when it is answered three times with %s', async (_case, answer) => {
    const { server, timing, untilTold, run, reflector } = await setUp();
    server.will(json(page('10', [])), answer, answer, answer, json(page('5', ['a'])), stream());
    void run();
    for (let count = 1; count <= 3; count += 1) {
      await timing.untilSlept(count);
      timing.advance(30_000);
    }
    await untilTold(3);
    expect(server.heard[4].url).toBe('/things?limit=500');
    expect(reflector.state.failures).toBe(3);
  });

  it('connects again when nothing is heard for 100 s, which is no failure', async () => {
    const { server, timing, told, untilTold, run, reflector } = await setUp();
    server.will(
      json(page('10', [])),
      stream(lines(event('ADDED', 'a', '11'))),
      stream(lines(event('ADDED', 'b', '12'))),
    );
    void run();
    await untilTold(2);
    timing.advance(60_000);
    expect(server.heard).toHaveLength(2);
    timing.advance(40_000);
    await untilTold(3);
    expect(told).toEqual(['=', 'a@11', 'b@12']);
    expect(server.heard[2].url).toContain('resourceVersion=11&');
    expect(reflector.state).toMatchObject({ failures: 0, watches: 2 });
  });

  it('takes the next version of a resource where the first is not known', async () => {
    const { server, told, untilTold, run } = await setUp({
      paths: ['/v1/things', '/v1beta1/things'],
    });
    const unknown = fault(404, 'NotFound', 'the server could not find the requested resource');
    server.will(unknown, json(page('10', ['a'])), stream());
    void run();
    await untilTold(2);
    await server.untilHeard(3);
    expect(told).toEqual(['a@10', '=a']);
    expect(server.heard.map(({ url }) => url.split('?')[0])).toEqual([
      '/v1/things',
      '/v1beta1/things',
      '/v1beta1/things',
    ]);
  });

  it('knows that a resource no version of which is there has no objects, and asks again', async () => {
    const { server, timing, told, untilTold, run, reflector } = await setUp();
    server.will(fault(404, 'NotFound', 'no'), json(page('10', ['a'])), stream());
    void run();
    await timing.untilSlept(1);
    expect(reflector.state).toMatchObject({ phase: 'absent', isSynced: true, failures: 0 });
    expect(timing.slept).toEqual([600_000]);
    timing.advance(600_000);
    await untilTold(3);
    expect(told).toEqual(['=', 'a@10', '=a']);
  });

  it('says that it may not, and asks again once a minute', async () => {
    const { server, timing, told, untilTold, run, reflector } = await setUp();
    const denied = fault(403, 'Forbidden', 'cannot list resource "things"');
    server.will(denied, denied, json(page('10', ['a'])), stream());
    void run();
    await timing.untilSlept(1);
    expect(reflector.state).toMatchObject({
      phase: 'denied',
      isSynced: false,
      lastError: {
        at: 0,
        status: 403,
        reason: 'Forbidden',
        message: 'cannot list resource "things"',
      },
    });
    timing.advance(60_000);
    await timing.untilSlept(2);
    timing.advance(60_000);
    await untilTold(2);
    expect(timing.slept).toEqual([60_000, 60_000]);
    expect(told).toEqual(['a@10', '=a']);
  });

  it('asks for smaller pages when one is too large', async () => {
    const { server, told, untilTold, run } = await setUp({ maxAnswerBytes: 200 });
    server.will(
      json(page('10', ['x'.repeat(200)])),
      json(page('10', ['a'], 'next')),
      json(page('10', ['b'])),
      stream(),
    );
    void run();
    await untilTold(3);
    expect(told).toEqual(['a@10', 'b@10', '=a,b']);
    expect(server.heard.slice(0, 3).map(({ url }) => url)).toEqual([
      '/things?limit=500',
      '/things?limit=250',
      '/things?limit=250&continue=next',
    ]);
  });

  it('leaves out an object that cannot be understood, and tells of all others', async () => {
    const { server, told, untilTold, run, reflector, failures } = await setUp();
    server.will(
      json(page('10', ['a', 'odd', 'b'])),
      stream(lines(event('MODIFIED', 'odd', '11'), event('ADDED', 'c', '12'))),
    );
    void run();
    await untilTold(4);
    // What was left out is there all the same: only the handler knows nothing of it.
    expect(told).toEqual(['a@10', 'b@10', '=a,odd,b', 'c@12']);
    expect(reflector.state).toMatchObject({ refused: 2, failures: 0, phase: 'watching' });
    expect(failures).toEqual(['BadObject', 'BadObject']);
  });

  it('ends at once when it is stopped: in a watch, and while it waits', async () => {
    const watching = await setUp();
    watching.server.will(json(page('10', [])), stream());
    const ran = watching.run();
    await watching.server.untilHeard(2);
    watching.reflector.stop();
    await ran;
    expect(watching.reflector.state).toMatchObject({ phase: 'stopped', failures: 0 });
    const waiting = await setUp();
    waiting.server.will(fault(500, 'InternalError', 'etcd'));
    const waited = waiting.run();
    await waiting.timing.untilSlept(1);
    waiting.reflector.stop();
    await waited;
    expect(waiting.server.heard).toHaveLength(1);
  });
});
