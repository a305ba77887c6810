import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BusyError } from '../auth/concurrency-gate';
import { LongAnswers } from '../turns/long-answers';
import { sendItems, writePieces, type AnswerForm } from './answer';
import type { MetricsItem } from './metrics-objects';
import { sendJson } from './send-json';
import { StatusError, toStatus } from './status';

/** Objects a list is looked for in, that is sent without waiting for others. */
const SHORT = 1_000;

/** Longer lists made at once: each keeps which objects there were when it was begun. */
const MOST_AT_ONCE = 8;
const MOST_WAITING = 100;
const RETRY_AFTER_SECONDS = 5;

/** A list that is made while it is sent. */
export interface MetricsList {
  /** Objects that are looked at, wanted or not. */
  readonly length: number;
  readonly batches: AsyncGenerator<readonly MetricsItem[]>;
}

/** Sends lists: short ones at once, of the long ones a few at a time. */
@Injectable()
export class ListSender {
  private readonly answers = new LongAnswers(MOST_AT_ONCE, MOST_WAITING);

  /** Resolves once the answer has begun. @throws StatusError 503 when too many wait */
  async send(
    reply: FastifyReply,
    { length, batches }: MetricsList,
    form: AnswerForm,
  ): Promise<void> {
    if (length <= SHORT) {
      await sendItems(reply, batches, form);
      return;
    }
    try {
      await this.answers.begin(
        () => begin(writePieces(batches, form)),
        (body) => void sendJson(reply, body),
      );
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      const details = { retryAfterSeconds: RETRY_AFTER_SECONDS };
      throw new StatusError(
        toStatus(503, 'ServiceUnavailable', 'too many lists at once, please try again', details),
      );
    }
  }
}

/** What fails before the first piece is there is an error of its own. */
async function begin(pieces: AsyncGenerator<string, void>): Promise<AsyncIterable<Buffer>> {
  const first = await pieces.next();
  return join(first.value ?? '', pieces);
}

async function* join(first: string, rest: AsyncGenerator<string, void>): AsyncGenerator<Buffer> {
  yield Buffer.from(first);
  for await (const piece of rest) yield Buffer.from(piece);
}
