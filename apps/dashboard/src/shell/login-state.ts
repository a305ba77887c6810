import { authState } from '../api/auth-state';
import { Store } from '../state/store';

/** Whether the login dialog is open. */
export const loginDialog = new Store(false);

/** What the API said of the caller last. */
let { status } = authState.get();

authState.subscribe(() => {
  const next = authState.get().status;
  if (next === status) return;
  status = next;
  if (next === 'needed' || next === 'refused') loginDialog.set(true);
  if (next === 'accepted' && authState.get().token !== undefined) loginDialog.set(false);
});
