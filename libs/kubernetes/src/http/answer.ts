import type { IncomingMessage } from 'node:http';
import { KubernetesError } from '../client';

/** Longest part of what a server says of a fault that is passed on. */
const MAX_MESSAGE_LENGTH = 500;

/** A `meta/v1` Status, as far as it is read here. */
interface Status {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
}

/**
 * The body of an answer as text.
 * @throws KubernetesError (`AnswerTooLarge`), or what broke the connection
 */
export async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      const message = `the answer is larger than ${maxBytes} bytes`;
      throw new KubernetesError(answer.statusCode, 'AnswerTooLarge', message);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws KubernetesError (`BadAnswer`) when it is no JSON */
export function parseJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new KubernetesError(200, 'BadAnswer', 'the server sent what is no JSON', cause);
  }
}

/** The error an answer of 400 and above stands for; its body may be a Status or any text. */
export function toAnswerError(status: number, text: string): KubernetesError {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Proxies before the API server answer with text or HTML: the status must do.
    body = { message: text };
  }
  return toStatusError(body, status);
}

/** The error a Status object stands for; a watch sends such objects too. */
export function toStatusError(object: unknown, httpStatus?: number): KubernetesError {
  const { code, reason, message } = (object ?? {}) as Status;
  const status = httpStatus ?? code;
  const text = message ? String(message).slice(0, MAX_MESSAGE_LENGTH) : 'no message';
  return new KubernetesError(status, reason ? String(reason) : `HTTP ${status ?? '?'}`, text);
}

/** Whatever went wrong on the way, as a KubernetesError. */
export function toConnectionError(error: unknown): KubernetesError {
  if (error instanceof KubernetesError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new KubernetesError(undefined, code ?? 'ConnectionFailed', message, error);
}
