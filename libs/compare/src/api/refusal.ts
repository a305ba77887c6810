import { CommandError, type Fault } from '../command-error';

const SHOWN_CHARACTERS = 500;

/** What is read of a problem+json answer, or of a Status of Kubernetes. */
interface Refusal {
  readonly title?: string;
  readonly detail?: string;
  readonly message?: string;
  readonly errors?: readonly { readonly field?: string; readonly message?: string }[];
  readonly candidates?: readonly string[];
}

const FAULT_BY_STATUS: Readonly<Record<number, Fault>> = {
  400: 'bad_usage',
  401: 'not_allowed',
  403: 'not_allowed',
  404: 'not_found',
  409: 'bad_usage',
  // Of a proxy before the API, too: there is nobody behind it.
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

/** By status, since a token that is not there and one that may not read need different things. */
const REMEDY_BY_STATUS: Readonly<Record<number, string>> = {
  401: 'Give a token (KUBEMONITOR_TOKEN, or the option for it) of an account that is bound to the cluster role kubemonitor-reader, such as `kubectl create token <service account>` prints. A certificate of the kubeconfig does not reach the API.',
  403: 'The user of the token lacks the right: it must be allowed to list pods and nodes of metrics.k8s.io, as the cluster role kubemonitor-reader does.',
};

/** The error an answer other than 200 stands for. */
export function toRefusal(url: string, status: number, text: string): CommandError {
  return new CommandError(`${url.split('?', 1)[0]} answered ${status}: ${toReason(text)}`, {
    fault: FAULT_BY_STATUS[status] ?? 'failed',
    remedy: REMEDY_BY_STATUS[status],
  });
}

/** The reason a server gives, on one line; else the beginning of what it sent. */
function toReason(text: string): string {
  let body: Refusal;
  try {
    body = (JSON.parse(text) ?? {}) as Refusal;
  } catch {
    // Proxies answer with text or HTML.
    return text.slice(0, SHOWN_CHARACTERS);
  }
  // One fault stands in the detail already.
  const faults = (body.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  const listed = faults.length > 1 || body.detail === undefined ? faults : [];
  const candidates = (body.candidates ?? []).slice(0, 10).join(', ');
  const said = [
    body.detail ?? body.message ?? body.title,
    ...listed,
    ...(candidates === '' ? [] : [`candidates: ${candidates}`]),
  ];
  const words = said.filter((part) => typeof part === 'string' && part !== '');
  return (words.length === 0 ? text : words.join('; ')).slice(0, SHOWN_CHARACTERS);
}
