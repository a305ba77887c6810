import { t } from '../i18n';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const STEPS = [
  { key: 'format.days', seconds: DAY },
  { key: 'format.hours', seconds: HOUR },
  { key: 'format.minutes', seconds: MINUTE },
  { key: 'format.seconds', seconds: 1 },
] as const;

/** A lead of fewer than this is followed by the next smaller unit. */
const SMALL_LEAD = 10;

/**
 * A length of time in its one or two largest units, rounded down: `34 s`, `5 min 20 s`, `42 min`,
 * `3 h 10 min`, `12 d`. Never below 0: a clock may run ahead of another.
 */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const lead = STEPS.findIndex((step) => whole >= step.seconds);
  if (lead === -1) return t('format.seconds', { count: 0 });
  const { key, seconds: size } = STEPS[lead];
  const count = Math.floor(whole / size);
  const first = t(key, { count });
  const next = STEPS[lead + 1];
  if (next === undefined || count >= SMALL_LEAD) return first;
  const rest = Math.floor((whole % size) / next.seconds);
  return rest === 0 ? first : `${first} ${t(next.key, { count: rest })}`;
}

/** `34 s ago`. */
export function formatAge(seconds: number): string {
  return t('format.ago', { age: formatDuration(seconds) });
}
