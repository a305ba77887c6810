import type { Output } from '../surroundings';
import { cutLine } from './cut-line';

/** Control sequences of terminals: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html. */
const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const ERASE_REST_OF_LINE = '\u001b[K';
const ERASE_BELOW = '\u001b[J';

/**
 * A terminal's second screen, drawn over in place: what was there before comes back when it
 * is left.
 */
export class Screen {
  private isEntered = false;

  constructor(private readonly output: Output) {}

  async enter(): Promise<void> {
    this.isEntered = true;
    await this.output.write(ENTER);
  }

  /** Draws lines from the top, as many and as long as fit. */
  async draw(lines: readonly string[]): Promise<void> {
    const { columns, rows } = this.output.size();
    const shown = lines
      .slice(0, rows)
      .map((line) => `${cutLine(line, columns)}${ERASE_REST_OF_LINE}`);
    await this.output.write(`${HOME}${shown.join('\r\n')}${ERASE_BELOW}`);
  }

  /** Gives the terminal back as it was; may be called again. */
  async leave(): Promise<void> {
    if (!this.isEntered) return;
    this.isEntered = false;
    await this.output.write(LEAVE);
  }
}
