import { NO_ANSWER, type ApiError } from '../api/client';
import { t, type MessageKey } from '../i18n';
import { Link, pathTo } from '../state/route';
import { Button } from 'react-aria-components/Button';
import { loginDialog } from './login-state';

interface Props {
  readonly error: ApiError;
  /** Tries again; without it there is no button. */
  refresh?(): void;
}

/** What went wrong with a request, in plain words, and what can be done. */
export function ProblemView({ error, refresh }: Props) {
  const { problem, status } = error;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{t(titleKey(status))}</strong>
      </p>
      {problem.detail !== undefined && <p>{problem.detail}</p>}
      {problem.errors?.map(({ field, message }) => (
        <p key={field}>
          <code>{field}</code> {message}
        </p>
      ))}
      <Candidates names={problem.candidates ?? []} />
      <div className="problem-buttons">
        {(status === 401 || status === 403) && (
          <Button className="button" onPress={() => loginDialog.set(true)}>
            {t(status === 401 ? 'shell.login.open' : 'shell.login.replace')}
          </Button>
        )}
        {refresh !== undefined && (
          <Button className="button" onPress={refresh}>
            {t('shell.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Of an ambiguous name: the pods it may mean. */
function Candidates({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <ul>
      {names.map((name) => {
        const [namespace, pod = ''] = name.split('/', 2);
        return (
          <li key={name}>
            <Link to={pathTo.pod(namespace, pod)}>{name}</Link>
          </li>
        );
      })}
    </ul>
  );
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
