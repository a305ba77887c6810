import { Injectable } from '@nestjs/common';
import { TEXT_FORMAT } from '@kubemonitor/metrics-model';
import type { FastifyReply } from 'fastify';
import { BusyError } from '../../auth/concurrency-gate';
import { ProblemError } from '../../problem/problem';
import { LongAnswers } from '../../turns/long-answers';
import { SampleWriter } from './sample-writer';
import { writeExposition, type Family } from './family';

/** Expositions made at once: each holds a value of every series while it is sent. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 16;
const RETRY_AFTER_SECONDS = 5;

/** Sends expositions, two at a time. */
@Injectable()
export class Scrapes {
  private readonly answers = new LongAnswers(MOST_AT_ONCE, MOST_WAITING);

  /**
   * Makes an exposition when it is its turn, and sends it. Resolves once it has begun.
   * @throws ProblemError `unavailable` when too many wait; what `make` throws
   */
  async send(reply: FastifyReply, make: () => Promise<readonly Family[]>): Promise<void> {
    try {
      await this.answers.begin(
        async () => writeExposition(await make(), new SampleWriter()),
        (body) => void reply.type(TEXT_FORMAT).send(body),
      );
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      throw new ProblemError('unavailable', 'Too many scrapes at once.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
  }
}
