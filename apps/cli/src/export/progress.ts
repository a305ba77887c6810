import type { Surroundings } from '../surroundings';

const EVERY_MS = 500;
const TO_LINE_START = '\r\u001b[K';

/** How far something is, on one line of the standard error where that is a terminal. */
export class Progress {
  private lastMs = 0;
  private hasShown = false;

  constructor(private readonly surroundings: Pick<Surroundings, 'stderr' | 'now'>) {}

  async show(text: () => string): Promise<void> {
    const { stderr, now } = this.surroundings;
    if (!stderr.isTerminal || now() - this.lastMs < EVERY_MS) return;
    this.lastMs = now();
    this.hasShown = true;
    await stderr.write(`${TO_LINE_START}${text()}`);
  }

  /** Takes the line away and says how it ended, on any standard error. */
  async end(text: string): Promise<void> {
    await this.surroundings.stderr.write(`${this.hasShown ? TO_LINE_START : ''}${text}\n`);
  }
}
