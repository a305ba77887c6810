import { useEffect, useRef, type RefObject } from 'react';

/** A heading that comes later than this no longer takes the focus from whatever has it. */
const PATIENCE_MS = 5_000;

/**
 * Moves the focus to the heading of the page when `path` changes, so that one who hears the page
 * knows that there is another. A heading that waits for its page to be loaded is waited for, until
 * the reader uses the page.
 */
export function useHeadingFocus(path: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path || main.current === null) return;
    shown.current = path;
    window.scrollTo(0, 0);
    return focusHeading(main.current);
  }, [path]);
  return main;
}

function focusHeading(main: HTMLElement): (() => void) | undefined {
  const focus = () => {
    const heading = main.querySelector<HTMLElement>('h1');
    if (heading === null) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };
  if (focus()) return undefined;
  const observer = new MutationObserver(() => {
    if (focus()) stop();
  });
  observer.observe(main, { childList: true, subtree: true });
  const timer = setTimeout(() => stop(), PATIENCE_MS);
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('keydown', stop);
    document.removeEventListener('pointerdown', stop);
  };
  document.addEventListener('keydown', stop);
  document.addEventListener('pointerdown', stop);
  return stop;
}
