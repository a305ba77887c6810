import { Agent, request, type IncomingMessage } from 'node:http';
import { BenchError } from '../bench-error';

export interface PosterOptions {
  readonly url: string;
  readonly connections: number;
  /** Headers of each request, besides its length. */
  readonly headers: () => Record<string, string>;
}

const EXCERPT_CHARACTERS = 300;

/** Posts bodies over a few connections that are kept open, and counts what becomes of them. */
export class Poster {
  /** Requests answered with a status below 300. */
  accepted = 0;
  /** Bytes of all bodies. */
  bytes = 0;
  /** Other answers and failures by what they were, with the first of each. */
  private readonly refusals = new Map<string, { count: number; example: string }>();
  private readonly agent: Agent;
  private readonly target: URL;

  constructor(private readonly options: PosterOptions) {
    this.target = new URL(options.url);
    this.agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  }

  get refused(): number {
    return [...this.refusals.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** Sends one body; resolves when it is answered, whatever the answer. */
  post(body: Uint8Array): Promise<void> {
    this.bytes += body.length;
    return new Promise((resolve) => {
      const refuse = (kind: string, example: string): void => {
        this.refuse(kind, example);
        resolve();
      };
      const posted = request(this.target, {
        method: 'POST',
        agent: this.agent,
        headers: { ...this.options.headers(), 'content-length': String(body.length) },
      });
      posted.on('error', (error: NodeJS.ErrnoException) =>
        refuse(error.code ?? error.name, error.message),
      );
      posted.on('response', (response) => this.take(response, resolve, refuse));
      posted.end(body);
    });
  }

  /** @throws BenchError when anything was refused: the figures would not be of what was asked for */
  assertAllAccepted(): void {
    if (this.refusals.size === 0) return;
    const list = [...this.refusals].map(
      ([kind, { count, example }]) =>
        `${count} × ${kind} (${example.slice(0, EXCERPT_CHARACTERS)})`,
    );
    throw new BenchError(`${this.options.url} did not accept everything: ${list.join('; ')}`);
  }

  close(): void {
    this.agent.destroy();
  }

  private take(
    response: IncomingMessage,
    resolve: () => void,
    refuse: (kind: string, example: string) => void,
  ): void {
    const status = response.statusCode ?? 0;
    let text = '';
    response.on('data', (chunk: Buffer) => {
      if (status >= 300 && text.length < EXCERPT_CHARACTERS) text += chunk.toString('utf8');
    });
    response.on('error', (error) => refuse(error.name, error.message));
    response.on('end', () => {
      if (status >= 300) {
        refuse(`status ${status}`, text);
        return;
      }
      this.accepted += 1;
      resolve();
    });
  }

  private refuse(kind: string, example: string): void {
    const known = this.refusals.get(kind);
    if (known === undefined) this.refusals.set(kind, { count: 1, example });
    else known.count += 1;
  }
}
