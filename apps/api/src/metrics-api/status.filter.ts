import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { StoreError } from '@kubemonitor/storage';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../problem/problem';
import { StatusError, sendStatus, toErrorStatus } from './status';

/** Every error of a Kubernetes API leaves as a Status object; what is not expected is logged. */
@Catch()
export class StatusFilter implements ExceptionFilter {
  private readonly logger = new Logger('MetricsApi');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = toErrorStatus(error);
    if (error instanceof ProblemError && error.members.challenge !== undefined) {
      void reply.header('www-authenticate', error.members.challenge);
    }
    sendStatus(reply, status);
    // What was thrown to be told is no surprise; a disk that fails was logged where it did.
    const isMeant = [StatusError, ProblemError, StoreError].some((kind) => error instanceof kind);
    const isFault = status.code >= 500 && !isMeant;
    if (isFault) this.logger.error(error instanceof Error ? error.stack : String(error));
  }
}
