import fc from 'fast-check';
import { EventStreamParser, type StreamEvent } from './event-stream';

function parse(pieces: readonly string[]): { events: StreamEvent[]; retries: number[] } {
  const events: StreamEvent[] = [];
  const retries: number[] = [];
  const parser = new EventStreamParser({
    onEvent: (event) => events.push(event),
    onRetry: (ms) => retries.push(ms),
  });
  for (const piece of pieces) parser.push(piece);
  return { events, retries };
}

const STREAM =
  '\uFEFFretry: 5000\n\n:\n\nid: 1\nevent: tick\ndata: {"a":1}\n\n' +
  'data: first\r\ndata:second\r\n\r\nid: 2\rdata\r\rid:\ndata: none\n\n';

const EVENTS = [
  { type: 'tick', data: '{"a":1}', id: '1' },
  { type: 'message', data: 'first\nsecond', id: '1' },
  { type: 'message', data: '', id: '2' },
  { type: 'message', data: 'none', id: '' },
];

describe('an event stream', () => {
  it('is taken apart', () => {
    expect(parse([STREAM])).toEqual({ events: EVENTS, retries: [5_000] });
  });

  it('says the same in pieces of one character', () => {
    expect(parse([...STREAM])).toEqual({ events: EVENTS, retries: [5_000] });
  });

  it('says the same wherever it is cut', () => {
    const cuts = fc.array(fc.nat(STREAM.length), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, (places) => {
        const ends = [...new Set([...places, STREAM.length])].sort((a, b) => a - b);
        const pieces = ends.map((end, index) =>
          STREAM.slice(index === 0 ? 0 : ends[index - 1], end),
        );
        expect(parse(pieces)).toEqual({ events: EVENTS, retries: [5_000] });
      }),
    );
  });

  it.each([
    ['an event that has not ended', 'data: x\n'],
    ['an event without data', 'event: tick\nid: 1\n\n'],
    ['comments', ': data: x\n\n'],
    ['unknown fields', 'datum: x\n\n'],
  ])('does not tell of %s', (_what, text) => {
    expect(parse([text])).toEqual({ events: [], retries: [] });
  });

  it('keeps the id when another has a character it must not', () => {
    expect(parse(['id: 1\ndata: x\n\nid: a\0b\ndata: y\n\n']).events.map(({ id }) => id)).toEqual([
      '1',
      '1',
    ]);
  });

  it('takes no wait that is no whole number', () => {
    expect(parse(['retry: 5s\nretry: -1\nretry:\n']).retries).toEqual([]);
  });
});
