import { authState } from './auth-state';
import { authorization, send, toApiError } from './client';
import { EventStreamParser } from './event-stream';
import type { StreamEnd, StreamRequest } from './live-connection';

const LIVE_PATH = '/api/live';

/** Answers without a right and without reading anything. */
const PROBE_PATH = '/livez';
const PROBE_TIMEOUT_MS = 5_000;

/** The API writes at least every 15 s: after this silence something in between holds the stream back. */
const SILENCE_MS = 40_000;

/** Reads the live stream until it ends, breaks or falls silent. A token can be sent, unlike by EventSource. */
export async function openStream(request: StreamRequest): Promise<StreamEnd> {
  const silence = new AbortController();
  const signal = AbortSignal.any([request.signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  try {
    return await readStream(request, signal, heard);
  } catch {
    // However it broke, it is tried again; whether the API is there at all is found out by a probe.
    return 'ended';
  } finally {
    clearTimeout(timer);
  }
}

async function readStream(
  request: StreamRequest,
  signal: AbortSignal,
  heard: () => void,
): Promise<StreamEnd> {
  const { lastEventId } = request;
  const resume = lastEventId === '' ? undefined : { 'last-event-id': lastEventId };
  const headers = { accept: 'text/event-stream', ...authorization(), ...resume };
  const response = await send(LIVE_PATH, { headers, signal, cache: 'no-store' });
  if (!response.ok || response.body === null) {
    const { status } = await toApiError(response);
    return status === 401 ? 'locked' : 'ended';
  }
  authState.accepted();
  request.onOpen();
  const parser = new EventStreamParser(request);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return 'ended';
    heard();
    parser.push(value);
  }
}

/** Whether the API answers at all. */
export async function probe(signal: AbortSignal): Promise<boolean> {
  const timeout = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  try {
    const init = { signal: AbortSignal.any([signal, timeout]), cache: 'no-store' } as const;
    return (await send(PROBE_PATH, init)).ok;
  } catch {
    return false;
  }
}

/** Resolves after `ms`, or at once when the signal is used. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
