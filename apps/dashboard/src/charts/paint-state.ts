import { flushSync } from 'react-dom';
import { Store } from '../state/store';
import { useStore } from '../state/use-store';

/** What besides the data makes a canvas be painted anew: it does not follow style sheets by itself. */
export interface PaintState {
  readonly isPrinting: boolean;
  /** Grows with every change of the theme. */
  readonly theme: number;
}

const paint = new Store<PaintState>({ isPrinting: false, theme: 0 });

let isWatching = false;

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  // The print preview is taken when the listeners return, so what they change must be drawn by then.
  const setPrinting = (isPrinting: boolean) => {
    if (paint.get().isPrinting !== isPrinting) {
      flushSync(() => paint.set({ ...paint.get(), isPrinting }));
    }
  };
  const changeTheme = () => paint.set({ ...paint.get(), theme: paint.get().theme + 1 });
  window.addEventListener('beforeprint', () => setPrinting(true));
  window.addEventListener('afterprint', () => setPrinting(false));
  window.matchMedia('print').addEventListener('change', ({ matches }) => setPrinting(matches));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changeTheme);
  new MutationObserver(changeTheme).observe(document.documentElement, {
    attributeFilter: ['data-theme', 'class', 'style'],
  });
}

/** The state of the page that charts are painted by; a component that uses it is drawn anew with it. */
export function usePaintState(): PaintState {
  watch();
  return useStore(paint);
}
