import type { Instruction } from './program';
import { hasCharacter } from './regexp-tree';

/** Places in the text where groups begin (2 × index) and end (+ 1); undefined = not passed. */
export type Notes = readonly (number | undefined)[];

/** Threads in order of precedence, each instruction once. */
interface Threads {
  readonly at: number[];
  readonly notes: Notes[];
  readonly seen: Uint32Array;
  turn: number;
}

const NO_NOTES: Notes = [];

/**
 * Matches the whole text; undefined = it does not. All ways are followed at once, so that the
 * time is at most that of text × program, whatever the expression.
 */
export function runProgram(
  program: readonly Instruction[],
  characters: readonly number[],
): Notes | undefined {
  let now = createThreads(program.length);
  let next = createThreads(program.length);
  follow(program, now, { at: 0, notes: NO_NOTES, place: 0, length: characters.length });
  for (let place = 0; place < characters.length; place += 1) {
    next.at.length = 0;
    next.notes.length = 0;
    next.turn += 1;
    for (let thread = 0; thread < now.at.length; thread += 1) {
      const instruction = program[now.at[thread]];
      if (instruction.do !== 'read' || !hasCharacter(instruction.set, characters[place])) continue;
      follow(program, next, {
        at: now.at[thread] + 1,
        notes: now.notes[thread],
        place: place + 1,
        length: characters.length,
      });
    }
    [now, next] = [next, now];
    if (now.at.length === 0) return undefined;
  }
  const winner = now.at.findIndex((at) => program[at].do === 'match');
  return winner < 0 ? undefined : now.notes[winner];
}

function createThreads(length: number): Threads {
  return { at: [], notes: [], seen: new Uint32Array(length), turn: 1 };
}

interface Beginning {
  readonly at: number;
  readonly notes: Notes;
  readonly place: number;
  readonly length: number;
}

/** Follows all that reads nothing, and keeps the threads that wait for a character. */
function follow(
  program: readonly Instruction[],
  threads: Threads,
  { at, notes, place, length }: Beginning,
): void {
  // A stack of its own: programs may be longer than the one of calls is deep.
  const stack: { at: number; notes: Notes }[] = [{ at, notes }];
  for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
    if (threads.seen[thread.at] === threads.turn) continue;
    threads.seen[thread.at] = threads.turn;
    const instruction = program[thread.at];
    switch (instruction.do) {
      case 'jump':
        stack.push({ at: instruction.to, notes: thread.notes });
        break;
      case 'fork':
        stack.push({ at: instruction.second, notes: thread.notes });
        stack.push({ at: instruction.first, notes: thread.notes });
        break;
      case 'note': {
        const noted = [...thread.notes];
        noted[instruction.slot] = place;
        stack.push({ at: thread.at + 1, notes: noted });
        break;
      }
      case 'expect':
        if (place === (instruction.place === 'start' ? 0 : length)) {
          stack.push({ at: thread.at + 1, notes: thread.notes });
        }
        break;
      default:
        threads.at.push(thread.at);
        threads.notes.push(thread.notes);
    }
  }
}
