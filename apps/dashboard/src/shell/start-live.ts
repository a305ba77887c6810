import { authState } from '../api/auth-state';
import { live } from '../api/live';
import { resources } from '../api/resources';

/** Connects the page to what is new for as long as it is open. */
export function startLive(): void {
  let { token } = authState.get();
  authState.subscribe(() => {
    const next = authState.get().token;
    if (next === token) return;
    token = next;
    live.start();
  });
  let wasGone = false;
  live.state.subscribe(() => {
    const isGone = live.state.get().kind === 'gone';
    // What could not be answered meanwhile, also of a range that stands still.
    if (wasGone && !isGone) resources.refreshFailed();
    wasGone = isGone;
  });
  document.addEventListener('visibilitychange', () => live.setAsleep(document.hidden));
  live.setAsleep(document.hidden);
  live.start();
}
