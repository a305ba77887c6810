import { Store } from './store';

/** Where the page is: path and query as in the address bar. */
export interface Place {
  /** Percent-encoded, as in the URL. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly search: string;
}

function readPlace(): Place {
  if (typeof window === 'undefined') return { path: '/', search: '' };
  return { path: window.location.pathname, search: window.location.search };
}

/** The address; it follows the browser's back and forward. */
export const place = new Store<Place>(readPlace());

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => place.set(readPlace()));
}

/** Goes to an address within the page. `replace` puts it in the place of the entry of history. */
export function go(address: string, options: { replace?: boolean } = {}): void {
  const { path, search } = place.get();
  if (address === path + search) return;
  if (options.replace === true) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  place.set(readPlace());
}
