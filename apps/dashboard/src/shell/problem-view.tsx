import type { ApiError } from '../api/client';
import { t, type MessageKey } from '../i18n';
import { Link, pathTo } from '../state/route';
import { Button } from 'react-aria-components/Button';
import { loginDialog } from './login-state';
import { problemTitle } from './problem-title';
import { rightFor, toQuestion, type Right } from './missing-right';

interface Props {
  readonly error: ApiError;
  /** Tries again; without it there is no button. */
  refresh?(): void;
}

/** What went wrong with a request, in plain words, and what can be done. */
export function ProblemView({ error, refresh }: Props) {
  const { problem, status } = error;
  const candidates = problem.candidates ?? [];
  const right = status === 403 ? rightFor(problem.instance ?? '') : undefined;
  const hint = hintKey(status, candidates.length > 0);
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{problemTitle(status)}</strong>
      </p>
      {/* The API's own words are English. Of several things the choice below says more. */}
      {problem.detail !== undefined && candidates.length === 0 && right === undefined && (
        <p lang="en">{problem.detail}</p>
      )}
      {problem.errors?.map(({ field, message }) => (
        <p key={field}>
          <code>{field}</code> {message}
        </p>
      ))}
      {hint !== undefined && <p>{t(hint)}</p>}
      {right !== undefined && <MissingRight right={right} />}
      <Candidates names={candidates} />
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

/** Which right is missing, and how to ask the cluster for it. */
function MissingRight({ right }: { right: Right }) {
  const { verb, resource, namespace } = right;
  const what = `${verb} ${resource}`;
  return (
    <>
      <p>
        {namespace === undefined
          ? t('shell.problem.right', { what })
          : t('shell.problem.right.namespace', { what, namespace })}
      </p>
      <p>
        {t('shell.problem.right.check')} <code>{toQuestion(right)}</code>
      </p>
    </>
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

/** What can be done about it, where the reader can. */
function hintKey(status: number, hasChoices: boolean): MessageKey | undefined {
  if (status === 401) return 'shell.problem.unauthorized.hint';
  if (status === 403) return 'shell.problem.forbidden.hint';
  return hasChoices ? 'shell.problem.ambiguous.hint' : undefined;
}
