import fastify from 'fastify';
import type { AnswerForm } from './answer';
import { ListSender } from './list-sender';
import type { MetricsItem } from './metrics-objects';
import { StatusError } from './status';

const FORM: AnswerForm = {
  kind: 'PodMetrics',
  version: 'v1',
  form: { as: 'object' },
  include: 'Metadata',
};
const EMPTY = '{"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1","metadata":{},"items":[]}';

describe('ListSender', () => {
  it('makes eight long lists at once, lets a hundred wait, and refuses more', async () => {
    let open = () => undefined as void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let begun = 0;
    async function* noItems(): AsyncGenerator<readonly MetricsItem[]> {
      begun += 1;
      await opened;
      yield [];
    }
    const lists = new ListSender();
    const server = fastify();
    const refused: unknown[] = [];
    server.get('/:length', async (request, reply) => {
      const length = Number((request.params as { readonly length: string }).length);
      try {
        await lists.send(reply, { length, batches: noItems() }, FORM);
        return reply;
      } catch (error) {
        refused.push(error);
        return reply.code(503).send();
      }
    });
    await server.ready();
    // It is sent when it is waited for.
    const ask = async (length: number) => await server.inject(`/${length}`);
    const taken = Array.from({ length: 108 }, () => ask(1_001));
    expect((await ask(1_001)).statusCode).toBe(503);
    expect(refused).toEqual([expect.any(StatusError)]);
    expect(refused).toMatchObject([
      { status: { code: 503, reason: 'ServiceUnavailable', details: { retryAfterSeconds: 5 } } },
    ]);
    expect(begun).toBeLessThanOrEqual(8);
    // A short list waits for nobody.
    const short = ask(1_000);
    open();
    for (const { statusCode, body } of await Promise.all([short, ...taken])) {
      expect([statusCode, body]).toEqual([200, EMPTY]);
    }
    expect(begun).toBe(109);
    await server.close();
  });
});
