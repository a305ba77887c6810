import { Store } from '../state/store';

/** Who the page is to the API. */
export interface Auth {
  /** Held in memory only: closing the page forgets it. */
  readonly token: string | undefined;
  /**
   * `unknown` until the first answer; `accepted`: reads are answered; `needed`: the API wants a token and
   * there is none; `refused`: it does not take the one there is.
   */
  readonly status: 'unknown' | 'accepted' | 'needed' | 'refused';
}

/** The token, and what the API made of it. */
export class AuthState extends Store<Auth> {
  constructor() {
    super({ token: undefined, status: 'unknown' });
  }

  setToken(token: string | undefined): void {
    this.set({ token, status: 'unknown' });
  }

  /** A read was answered. */
  accepted(): void {
    const { token, status } = this.get();
    if (status !== 'accepted') this.set({ token, status: 'accepted' });
  }

  /** A read was answered with 401. */
  refused(): void {
    const { token, status } = this.get();
    const next = token === undefined ? 'needed' : 'refused';
    if (status !== next) this.set({ token, status: next });
  }
}

/** The page's own. */
export const authState = new AuthState();

/** Calls `listener` whenever there is another token, or none any more: what was read with the old one is void. */
export function onTokenChange(listener: () => void): void {
  let { token } = authState.get();
  authState.subscribe(() => {
    const next = authState.get().token;
    if (next === token) return;
    token = next;
    listener();
  });
}
