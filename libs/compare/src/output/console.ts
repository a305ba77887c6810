import { createColors } from 'picocolors';

/** Where a command writes to, and how: colours only on a terminal and without NO_COLOR. */
export interface ConsoleStreams {
  readonly writeOut: (text: string) => void;
  readonly writeProgress: (text: string) => void;
  readonly hasColours: boolean;
  readonly now: () => number;
}

const EVERY_MILLISECONDS = 3_000;
/** The same line again only after so long: it shows that the command is alive. */
const SAME_MILLISECONDS = 20_000;

/** Results go to the standard output, progress to the standard error. */
export class Console {
  readonly colours: ReturnType<typeof createColors>;
  private readonly startedMs: number;
  private lastMs = 0;
  private lastStep = '';

  constructor(private readonly streams: ConsoleStreams) {
    this.colours = createColors(streams.hasColours);
    this.startedMs = streams.now();
  }

  /** A line of the result. */
  print(line = ''): void {
    this.streams.writeOut(`${line}\n`);
  }

  /** A new stage of the work. */
  say(line: string): void {
    this.lastMs = this.streams.now();
    const seconds = ((this.lastMs - this.startedMs) / 1_000).toFixed(0).padStart(4);
    this.streams.writeProgress(`${this.colours.dim(`[${seconds} s]`)} ${line}\n`);
  }

  /** How far a stage is; said every few seconds only. */
  step(line: () => string): void {
    const silentMs = this.streams.now() - this.lastMs;
    if (silentMs < EVERY_MILLISECONDS) return;
    const text = line();
    if (text === this.lastStep && silentMs < SAME_MILLISECONDS) return;
    this.lastStep = text;
    this.say(text);
  }

  warn(line: string): void {
    this.say(this.colours.yellow(line));
  }
}

/** Whether what is written to `stream` may have colours: https://no-color.org. */
export function mayColour(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
