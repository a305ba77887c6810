import { useMemo } from 'react';
import { go, place } from './location';
import { matchRoute, type RouteMatch } from './match-route';
import { changeSearch, keepRange, type SearchChange } from './search';
import { useStore } from './use-store';

export { Link, type LinkProps } from './link';
export { pathTo } from './match-route';

/** The page that is shown, what its path names, and the query, which holds the rest of its state. */
export type Route = RouteMatch & { readonly search: URLSearchParams };

/** The present route; the component is drawn anew when it changes. */
export function useRoute(): Route {
  const { path, search } = useStore(place);
  return useMemo(
    () => ({ ...matchRoute(path), search: new URLSearchParams(search) }),
    [path, search],
  );
}

/**
 * Goes to another page (a path; the time range stays unless the path has its own), or changes
 * parameters of this one (an object; `undefined` removes a parameter). `replace` is for changes
 * the back button need not undo one by one, such as typing.
 */
export function navigate(to: string | SearchChange, options: { replace?: boolean } = {}): void {
  const { path, search } = place.get();
  go(typeof to === 'string' ? keepRange(to, search) : path + changeSearch(search, to), options);
}
