import { NO_ANSWER } from '../api/client';
import { t, type MessageKey } from '../i18n';

/** What went wrong with a request, in a short sentence in the reader's language. */
export function problemTitle(status: number): string {
  return t(titleKey(status));
}

function titleKey(status: number): MessageKey {
  if (status === NO_ANSWER) return 'shell.problem.no_answer';
  if (status === 401) return 'shell.problem.unauthorized';
  if (status === 403) return 'shell.problem.forbidden';
  if (status === 404) return 'shell.problem.not_found';
  if (status === 409) return 'shell.problem.ambiguous';
  if (status >= 500) return 'shell.problem.server';
  return 'shell.problem.request';
}
