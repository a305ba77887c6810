import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { createPortal } from 'react-dom';
import { placePopover } from './place-popover';

export interface PopoverProps {
  readonly id: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
  onClose(): void;
}

/**
 * Words that belong to an element, above all else on the page. Closed on Escape, and when what it
 * belongs to is scrolled away from the pointer; what has the focus it follows.
 */
export function Popover({ id, anchor, children, onClose }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number }>();
  const put = useCallback(() => {
    if (anchor.current === null || box.current === null) return;
    const { offsetWidth: width, offsetHeight: height } = box.current;
    const screen = { width: document.documentElement.clientWidth, height: window.innerHeight };
    setPlace(placePopover(anchor.current.getBoundingClientRect(), { width, height }, screen));
  }, [anchor]);
  useLayoutEffect(put, [put]);
  useEffect(() => {
    const escape = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
    const follow = () => {
      const isFocused = anchor.current?.contains(document.activeElement) ?? false;
      if (isFocused && isOnScreen(anchor.current)) put();
      else onClose();
    };
    document.addEventListener('keydown', escape);
    document.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', escape);
      document.removeEventListener('scroll', follow, { capture: true });
    };
  }, [anchor, onClose, put]);
  return createPortal(
    <div
      ref={box}
      id={id}
      role="tooltip"
      className="popover"
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
    >
      {children}
    </div>,
    // Within the landmark of its element, where readers by landmarks find it too.
    anchor.current?.closest('main') ?? document.body,
  );
}

function isOnScreen(element: HTMLElement | null): boolean {
  if (element === null) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
