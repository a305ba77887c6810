import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Unit } from '../format';
import { t } from '../i18n';
import { readColors, type ChartColors } from './colors';
import type { CursorStore } from './cursor';
import { MarkTip } from './mark-tip';
import { usePaintState } from './paint-state';
import { nextMark } from './nearest';
import { halfAround, plotAction } from './plot-keys';
import type { PlotModel } from './plot-model';
import { readOut } from './read-out';
import { moveCursor, usePlot } from './use-plot';

/** Pixels to one CSS px on paper. */
const PRINT_RATIO = 2;

export interface PlotProps {
  readonly model: PlotModel;
  readonly unit: Unit;
  readonly height: number;
  readonly syncKey: string;
  readonly cursor: CursorStore;
  readonly titleId: string;
  /** Filled while the plot is there: what a picture is made from. */
  readonly plotRef: RefObject<{ plot: uPlot; colors: ChartColors } | undefined>;
  onZoom?(startMs: number, endMs: number): void;
  onZoomOut?(): void;
}

/** The canvas of a chart, its keys, and the words that say where the cursor is. */
export function Plot({
  model,
  unit,
  height,
  syncKey,
  cursor,
  titleId,
  plotRef,
  onZoom,
  onZoomOut,
}: PlotProps) {
  const target = useRef<HTMLDivElement>(null);
  const width = useWidth(target);
  const { isPrinting } = usePaintState();
  const [probe, colors] = useColors();
  const plot = usePlot(target, {
    model,
    unit,
    colors,
    width,
    height,
    // Paper has finer points than a screen.
    scale: isPrinting && uPlot.pxRatio < PRINT_RATIO ? PRINT_RATIO : 1,
    syncKey,
    cursor,
    onZoom,
    onZoomOut,
  });
  const [said, setSaid] = useState('');
  const keysId = useId();

  useEffect(() => {
    const { current } = plot;
    plotRef.current = current && colors && { plot: current, colors };
  });

  const say = (at: number | undefined, timeMs: number) => {
    if (at !== undefined)
      setSaid(readOut(model, at, unit, { timeMs, reachMs: cursor.get().reachMs }));
  };
  const press = (event: KeyboardEvent) => {
    const u = plot.current;
    if (u === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = plotAction(event.key, cursor.get().at, model.timestamps.length);
    if (action === undefined) return;
    event.preventDefault();
    if (action.kind === 'move') {
      moveTo(u, model.timestamps[action.to]);
      say(action.to, model.timestamps[action.to]);
    } else if (action.kind === 'event') {
      const { at, timeMs } = cursor.get();
      const from = at === undefined ? model.startMs - 1 : timeMs;
      const mark = nextMark(model.marks, from, action.direction);
      if (mark === undefined) return;
      moveTo(u, mark.atMs);
      cursor.set({ ...cursor.get(), timeMs: mark.atMs });
      say(cursor.get().at, mark.atMs);
    } else if (action.kind === 'zoom-in') {
      const { at, timeMs } = cursor.get();
      const range = halfAround(at === undefined ? model.endMs : timeMs, model.startMs, model.endMs);
      onZoom?.(range.startMs, range.endMs);
    } else if (action.kind === 'zoom-out') onZoomOut?.();
    else leave(u, setSaid);
  };

  return (
    <div className="chart-plot">
      <div
        ref={target}
        className="chart-canvas"
        style={{ height }}
        role="application"
        aria-roledescription={t('charts.chart')}
        aria-labelledby={titleId}
        aria-describedby={keysId}
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => plot.current && leave(plot.current, setSaid)}
      />
      <MarkTip cursor={cursor} marks={model.marks} width={width} />
      <span ref={probe} className="chart-probe" aria-hidden="true" />
      <span id={keysId} className="visually-hidden-chart">
        {t(onZoom === undefined ? 'charts.keys.plain' : 'charts.keys')}
      </span>
      <span className="visually-hidden-chart" aria-live="polite" aria-atomic="true">
        {said}
      </span>
    </div>
  );
}

function moveTo(u: uPlot, timeMs: number): void {
  moveCursor(u, u.valToPos(timeMs, 'x'), u.over.clientHeight / 2);
}

function leave(u: uPlot, setSaid: (text: string) => void): void {
  moveCursor(u, -10, -10);
  setSaid('');
}

function useWidth(target: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = target.current;
    if (element === null) return undefined;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return width;
}

function useColors(): [RefObject<HTMLSpanElement | null>, ChartColors | undefined] {
  const probe = useRef<HTMLSpanElement>(null);
  const [colors, setColors] = useState<ChartColors>();
  const { theme, isPrinting } = usePaintState();
  useLayoutEffect(() => {
    if (probe.current !== null) setColors(readColors(probe.current, isPrinting));
  }, [theme, isPrinting]);
  return [probe, colors];
}
