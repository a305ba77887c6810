/** One event of a stream. */
export interface StreamEvent {
  /** `message` where the stream names none. */
  readonly type: string;
  readonly data: string;
  /** The last id the stream has told, also by an earlier event. */
  readonly id: string;
}

/** Who hears of what is in a stream. */
export interface StreamListener {
  onEvent(event: StreamEvent): void;
  /** The stream says how long to wait before it is opened again. */
  onRetry?(ms: number): void;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Takes a stream of server-sent events apart (HTML Standard, 9.2.6), piece by piece as it comes: a
 * piece may end anywhere, also between the two characters of a line end. Comments are skipped,
 * and an event that the stream ends within is never told.
 */
export class EventStreamParser {
  private isStart = true;
  private endedInReturn = false;
  private line = '';
  private type = '';
  private readonly data: string[] = [];
  private id = '';

  constructor(private readonly listener: StreamListener) {}

  /** The next piece. */
  push(piece: string): void {
    if (piece === '') return;
    let text = piece;
    if (this.isStart && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    this.isStart = false;
    // The line ended with the carriage return before; this line feed belongs to it.
    if (this.endedInReturn && text.startsWith('\n')) text = text.slice(1);
    this.endedInReturn = piece.endsWith('\r');
    const lines = (this.line + text).split(/\r\n|\r|\n/);
    this.line = lines.pop() ?? '';
    for (const line of lines) this.readLine(line);
  }

  private readLine(line: string): void {
    if (line === '') {
      this.tell();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    this.readField(name, value);
  }

  private readField(name: string, value: string): void {
    if (name === 'event') this.type = value;
    else if (name === 'data') this.data.push(value);
    else if (name === 'id' && !value.includes('\0')) this.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.listener.onRetry?.(Number(value));
  }

  private tell(): void {
    const { type, id } = this;
    const data = this.data.splice(0);
    this.type = '';
    // Without data it is no event; an id alone is kept for the next one.
    if (data.length === 0) return;
    this.listener.onEvent({ type: type || 'message', data: data.join('\n'), id });
  }
}
