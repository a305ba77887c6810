import { RegexpError } from './regexp-error';
import type { CharacterSet, RegexpNode } from './regexp-tree';

/** What a thread does next; the machine is that of Pike (https://swtch.com/~rsc/regexp/regexp2.html). */
export type Instruction =
  | { readonly do: 'read'; readonly set: CharacterSet }
  | { readonly do: 'jump'; to: number }
  /** Goes on at both; the first has precedence. */
  | { readonly do: 'fork'; first: number; second: number }
  /** Notes the place in the text. */
  | { readonly do: 'note'; readonly slot: number }
  | { readonly do: 'expect'; readonly place: 'start' | 'end' }
  | { readonly do: 'match' };

/** A matching takes at most so many steps for each character of the text. */
const MOST_INSTRUCTIONS = 20_000;

/** @throws RegexpError when the program would be too long: repetitions of repetitions */
export function compileRegexp(tree: RegexpNode): readonly Instruction[] {
  const program: Instruction[] = [];
  const emit = <I extends Instruction>(instruction: I): I => {
    if (program.length >= MOST_INSTRUCTIONS) throw new RegexpError('it is too large');
    program.push(instruction);
    return instruction;
  };

  function addRepeat({ part, least, most, isGreedy }: RegexpNode & { kind: 'repeat' }): void {
    for (let count = 0; count < least; count += 1) add(part);
    if (most === undefined) {
      const fork = emit({ do: 'fork', first: 0, second: 0 });
      const at = program.length - 1;
      add(part);
      emit({ do: 'jump', to: at });
      point(fork, at + 1, program.length, isGreedy);
      return;
    }
    const forks: { fork: Fork; inside: number }[] = [];
    for (let count = least; count < most; count += 1) {
      const fork = emit({ do: 'fork', first: 0, second: 0 });
      forks.push({ fork, inside: program.length });
      add(part);
    }
    for (const { fork, inside } of forks) point(fork, inside, program.length, isGreedy);
  }

  function addChoice(parts: readonly RegexpNode[]): void {
    const jumps: { do: 'jump'; to: number }[] = [];
    parts.forEach((part, index) => {
      if (index === parts.length - 1) {
        add(part);
        return;
      }
      const fork = emit({ do: 'fork', first: program.length + 1, second: 0 });
      add(part);
      jumps.push(emit({ do: 'jump', to: 0 }));
      fork.second = program.length;
    });
    for (const jump of jumps) jump.to = program.length;
  }

  function add(node: RegexpNode): void {
    switch (node.kind) {
      case 'empty':
        return;
      case 'characters':
        emit({ do: 'read', set: node.set });
        return;
      case 'start':
      case 'end':
        emit({ do: 'expect', place: node.kind });
        return;
      case 'sequence':
        node.parts.forEach(add);
        return;
      case 'choice':
        addChoice(node.parts);
        return;
      case 'repeat':
        addRepeat(node);
        return;
      case 'group':
        emit({ do: 'note', slot: node.index * 2 });
        add(node.part);
        emit({ do: 'note', slot: node.index * 2 + 1 });
    }
  }

  add(tree);
  emit({ do: 'match' });
  return program;
}

type Fork = Instruction & { do: 'fork' };

function point(fork: Fork, inside: number, after: number, isGreedy: boolean): void {
  fork.first = isGreedy ? inside : after;
  fork.second = isGreedy ? after : inside;
}
