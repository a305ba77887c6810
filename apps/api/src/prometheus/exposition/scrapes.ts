import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { TEXT_FORMAT } from '@kubemonitor/metrics-model';
import type { FastifyReply } from 'fastify';
import { BusyError, ConcurrencyGate } from '../../auth/concurrency-gate';
import { ProblemError } from '../../problem/problem';
import { SampleWriter } from './sample-writer';
import { writeExposition, type Family } from './family';
import { nextTurn } from './turns';

/** Expositions made at once: each holds a value of every series while it is sent. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 16;
const RETRY_AFTER_SECONDS = 5;

/** A client that takes longer is cut off, since others wait for its place. */
const MOST_MS = 60_000;

/**
 * Sends expositions in pieces, with other requests answered in between, two at a time: the
 * memory they take is bounded however many ask.
 */
@Injectable()
export class Scrapes {
  private readonly gate = new ConcurrencyGate(MOST_AT_ONCE, MOST_WAITING);

  /**
   * Makes an exposition when it is its turn, and sends it.
   * @throws ProblemError `unavailable` when too many wait; what `make` throws
   */
  async send(reply: FastifyReply, make: () => Promise<readonly Family[]>): Promise<void> {
    try {
      await this.begin(reply, make);
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      throw new ProblemError('unavailable', 'Too many scrapes at once.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
  }

  /** Resolves once the answer has begun; the turn lasts until it has ended. */
  private begin(reply: FastifyReply, make: () => Promise<readonly Family[]>): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = this.gate.run(async () => {
        const stream = Readable.from(stepByStep(await make()));
        const timer = setTimeout(() => stream.destroy(), MOST_MS);
        void reply.type(TEXT_FORMAT).send(stream);
        resolve();
        // A client that goes away ends its stream, too.
        await finished(stream).catch(() => undefined);
        clearTimeout(timer);
      });
      turn.catch(reject);
    });
  }
}

async function* stepByStep(families: readonly Family[]): AsyncGenerator<Buffer> {
  for (const piece of writeExposition(families, new SampleWriter())) {
    yield piece;
    // A fast socket drains before the event loop turns: without this others would wait.
    await nextTurn();
  }
}
