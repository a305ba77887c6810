import http from 'node:http';
import { KubernetesError } from '../client';
import { toConnectionError } from './answer';

/** A request that is under way. */
export interface Exchange {
  /** Resolves when the answer begins, rejects with a KubernetesError. */
  readonly answer: Promise<http.IncomingMessage>;
  /** True when it was sent on a connection that had been used before. */
  readonly isReused: boolean;
  /** Ends it with an error, whether the answer has begun or not. */
  abort(error: KubernetesError): void;
  /** Lets go of the signal it was given. */
  release(): void;
}

/** Sends a request. Nothing is thrown: all that fails rejects the answer. */
export function startExchange(
  send: (options: http.RequestOptions) => http.ClientRequest,
  options: http.RequestOptions,
  body: string | undefined,
  signal: AbortSignal | undefined,
): Exchange {
  const request = send(options);
  let begun: http.IncomingMessage | undefined;
  const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
    // The listener stays: a connection may break again after it was given up.
    request.on('error', (error) => reject(toConnectionError(error)));
    request.once('response', (response) => {
      begun = response;
      resolve(response);
    });
  });
  const abort = (error: KubernetesError): void => {
    // Destroyed by its request, an answer would tell of a reset and not of `error`.
    if (begun === undefined) request.destroy(error);
    else begun.destroy(error);
  };
  const onAbort = (): void => abort(new KubernetesError(undefined, 'Aborted', 'it was ended'));
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort);
  request.end(body);
  return {
    answer,
    get isReused() {
      return request.reusedSocket;
    },
    abort,
    release: () => signal?.removeEventListener('abort', onAbort),
  };
}
