import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { go, place } from './location';
import { keepRange } from './search';
import { useStore } from './use-store';

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A path of the dashboard (see `pathTo`); the time range stays unless it has its own. */
  readonly to: string;
}

/** A link within the dashboard: opens without loading the page anew, in a new tab if so asked. */
export function Link({ to, onClick, ...others }: LinkProps) {
  const { search } = useStore(place);
  const href = keepRange(to, search);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event) || others.target === '_blank') return;
    event.preventDefault();
    go(href);
  };
  return <a {...others} href={href} onClick={follow} />;
}

function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
