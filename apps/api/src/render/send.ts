import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { nextTurn } from '../turns/next-turn';
import { ByteWriter } from './byte-writer';

/** Bytes made in one go: about a tenth of a millisecond. */
const PIECE_BYTES = 65_536;

const JSON_TYPE = 'application/json; charset=utf-8';

/** A list: items are written one by one in their order, then the end is. */
export interface ListBody {
  readonly count: number;
  /** Makes item `index` ready to be written; undefined when there is nothing to wait for. */
  readonly prepare?: (index: number) => Promise<void> | undefined;
  readonly writeItem: (index: number, out: ByteWriter) => void;
  /** Members after `items`, as far as the caller may read them: JSON without braces. */
  readonly tail: (scope: ReadScope) => string;
}

/** Sends `{"items":[…],…}`; a long list in pieces, with other requests answered in between. */
export async function sendList(
  reply: FastifyReply,
  body: ListBody,
  scope: ReadScope,
): Promise<void> {
  const pieces = writePieces(body, scope);
  const first = await pieces.next();
  const second = await pieces.next();
  void reply.type(JSON_TYPE);
  if (first.done === true) void reply.send('');
  else if (second.done === true) void reply.send(first.value);
  else void reply.send(Readable.from(stream(first.value, second.value, pieces)));
}

/** Sends one object that `write` appends. */
export function sendObject(reply: FastifyReply, write: (out: ByteWriter) => void): FastifyReply {
  const out = new ByteWriter();
  write(out);
  return reply.type(JSON_TYPE).send(out.take());
}

async function* stream(
  first: Buffer,
  second: Buffer,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield first;
  yield second;
  for await (const piece of rest) {
    // A fast socket drains before the event loop turns: without this others would wait.
    await nextTurn();
    yield piece;
  }
}

async function* writePieces(body: ListBody, scope: ReadScope): AsyncGenerator<Buffer, void> {
  const { count, prepare, writeItem, tail } = body;
  const out = new ByteWriter();
  out.text('{"items":[');
  for (let index = 0; index < count; index += 1) {
    const ready = prepare?.(index);
    if (ready !== undefined) await ready;
    if (index > 0) out.text(',');
    writeItem(index, out);
    if (out.size >= PIECE_BYTES) yield out.take();
  }
  out.text(`],${tail(scope)}}`);
  yield out.take();
}
