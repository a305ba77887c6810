import type { PodEvent } from '../../api/types';
import type { Mark } from '../../charts';

/** Words of marks; they are in the reader's language. */
export interface MarkTexts {
  oom(kills: number): string;
  restart(container: string): string;
  ended(container: string, how: string): string;
  gone(): string;
  created(): string;
  deleted(): string;
  /** Before a mark that is known by samples: between which two it was. */
  between(text: string, after: string): string;
}

/** What the API says has happened, as marks; of a container its own, and kills nobody can place. */
export function toMarks(
  events: readonly PodEvent[],
  texts: MarkTexts,
  options: { readonly container?: string; readonly isOnePod: boolean },
): Mark[] {
  const { container, isOnePod } = options;
  return events.flatMap((event): Mark[] => {
    const isAbout =
      container === undefined || event.container === container || isUnplacedKill(event);
    if (!isAbout) return [];
    const text = textOf(event, texts);
    if (text === undefined) return [];
    const place = isOnePod || event.pod === undefined ? text : `${event.pod}: ${text}`;
    const label = event.after === undefined ? place : texts.between(place, event.after);
    return [{ atMs: Date.parse(event.at), label, kind: markKinds[event.kind] }];
  });
}

function isUnplacedKill({ kind, container }: PodEvent): boolean {
  return kind === 'oom_kill' && container === undefined;
}

const markKinds: Readonly<Record<PodEvent['kind'], Mark['kind']>> = {
  created: 'created',
  restart: 'restart',
  oom_kill: 'oom',
  ended: 'ended',
  deleted: 'ended',
};

function textOf(event: PodEvent, texts: MarkTexts): string | undefined {
  const { kind, container, count, reason, exit_code: exitCode } = event;
  const how = [reason, exitCode].filter((part) => part !== undefined).join(', ');
  switch (kind) {
    case 'created':
      return texts.created();
    case 'deleted':
      return texts.deleted();
    case 'restart':
      return texts.restart(container ?? '');
    case 'ended':
      return container === undefined ? texts.gone() : texts.ended(container, how);
    case 'oom_kill': {
      const kills = texts.oom(count ?? 1);
      return container === undefined ? kills : `${container}: ${kills}`;
    }
    default:
      return undefined;
  }
}

/** Those within the time that is shown, the same one once, oldest first. */
export function marksWithin(marks: readonly Mark[], startMs: number, endMs: number): Mark[] {
  const seen = new Set<string>();
  return marks
    .filter(({ atMs, kind, label }) => {
      const key = `${kind} ${atMs} ${label}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew && atMs >= startMs && atMs <= endMs;
    })
    .sort((a, b) => a.atMs - b.atMs);
}
