import { Agent, get, type IncomingMessage } from 'node:http';
import { BenchError } from '../bench-error';

/** One answer, without its content. */
export interface TimedAnswer {
  readonly status: number;
  readonly bytes: number;
  /** From the call to the last byte. */
  readonly milliseconds: number;
}

const EXCERPT_CHARACTERS = 500;

/** Gets `url` and drops what comes; the answer is not packed. */
export function timedGet(url: string, agent: Agent): Promise<TimedAnswer> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = get(url, { agent, headers: { 'accept-encoding': 'identity' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        const milliseconds = performance.now() - start;
        resolve({ status: response.statusCode ?? 0, bytes, milliseconds });
      });
    });
    request.on('error', reject);
  });
}

/** Gets `url` and reads the JSON. @throws BenchError when the status is not 200 */
export function getJson<T>(url: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'identity' } }, (response) => {
      readText(response).then((text) => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as T);
        else reject(describeStatus(url, response.statusCode, text));
      }, reject);
    });
    request.on('error', reject);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function describeStatus(url: string, status: number | undefined, text: string): BenchError {
  return new BenchError(`${url} answered ${status}: ${text.slice(0, EXCERPT_CHARACTERS)}`);
}
