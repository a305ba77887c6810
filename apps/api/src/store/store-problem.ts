import type { StoreError, StoreErrorCode } from '@kubemonitor/storage';
import { ProblemError, type ProblemKind } from '../problem/problem';

/** After so long a collector or a page tries again. */
const RETRY_AFTER_SECONDS = 5;

/** What the caller is told: what may work later is 503 or 507, so that a collector keeps its report. */
const KINDS: Readonly<Record<StoreErrorCode, ProblemKind>> = {
  unavailable: 'unavailable',
  busy: 'unavailable',
  misconfigured: 'unavailable',
  // Sent again it would be refused again: the collector is to let it go.
  refused: 'out-of-range-tick',
  too_much: 'bad-request',
  disk_full: 'storage-full',
  read_only: 'storage-failed',
  write_failed: 'storage-failed',
  sync_failed: 'storage-failed',
  locked: 'storage-failed',
  incompatible: 'storage-failed',
  unreadable: 'storage-failed',
};

const PASSING: ReadonlySet<ProblemKind> = new Set([
  'unavailable',
  'storage-full',
  'storage-failed',
]);

/** The problem an error of the store is for the caller. */
export function toStoreProblem({ code, message }: StoreError): ProblemError {
  const kind = KINDS[code];
  const members = PASSING.has(kind) ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : {};
  return new ProblemError(kind, toDetail(kind, code, message), members);
}

/** Of a disk only the kind of fault is told: paths are for the log. */
function toDetail(kind: ProblemKind, code: StoreErrorCode, message: string): string {
  if (kind === 'storage-full') return 'The disk is full; nothing was stored.';
  if (kind === 'storage-failed') return `The disk did not take it (${code}); nothing was stored.`;
  return message;
}
