import { authState } from '../api/auth-state';
import { Store } from '../state/store';

/** Whether the login dialog is open. */
export const loginDialog = new Store(false);

/** Whether nothing at all may be read until a token is given: then there is no page to show. */
export const locked = new Store(false);

/** With what the API answered last: a token that has expired leaves what was read with it. */
let accepted: { readonly token: string | undefined } | undefined;

/** What the API said of the caller last. */
let { status } = authState.get();

authState.subscribe(() => {
  const auth = authState.get();
  if (auth.status === 'accepted') accepted = { token: auth.token };
  const isRefused = auth.status === 'needed' || auth.status === 'refused';
  const wasAccepted = accepted !== undefined && accepted.token === auth.token;
  locked.set(isRefused && !wasAccepted);
  const next = auth.status;
  if (next === status) return;
  status = next;
  if (next === 'needed' || next === 'refused') loginDialog.set(true);
  if (next === 'accepted' && auth.token !== undefined) loginDialog.set(false);
});
