import { useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import uPlot from 'uplot';
import type { Unit } from '../format';
import type { ChartColors } from './colors';
import { NO_CURSOR, type CursorStore } from './cursor';
import { nearestTime } from './nearest';
import { drawnOf, toData, type DrawnModel, type PlotModel } from './plot-model';
import { plotOptions } from './plot-options';
import { followTouch } from './touch';

/** How near to the cursor a mark is named. CSS px. */
const MARK_REACH = 12;

export interface PlotInput {
  readonly model: PlotModel;
  readonly unit: Unit;
  readonly colors: ChartColors | undefined;
  /** CSS px; nothing is drawn before it is known. */
  readonly width: number;
  readonly height: number;
  /** How many times larger than on the screen it is drawn. */
  readonly scale: number;
  readonly syncKey: string;
  readonly cursor: CursorStore;
  onZoom?(startMs: number, endMs: number): void;
  onZoomOut?(): void;
}

/**
 * Keeps a plot within an element. New values are put into the plot there is; another set of
 * series, unit or colours makes a new one.
 */
export function usePlot(
  target: RefObject<HTMLElement | null>,
  input: PlotInput,
): RefObject<uPlot | undefined> {
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(input);
  useLayoutEffect(() => {
    latest.current = input;
  });
  const { model, unit, colors, width, height, scale, syncKey } = input;
  const hasWidth = width > 0;
  const zoomsItself = input.onZoom === undefined;
  const drawn = useMemo(() => drawnOf(model), [model]);
  const shape = shapeOf(model, drawn);

  useLayoutEffect(() => {
    const element = target.current;
    if (element === null || colors === undefined || !hasWidth) return undefined;
    const present = latest.current;
    const first = drawnOf(present.model);
    const made = new uPlot(
      plotOptions({
        model: () => latest.current.model,
        columns: first.columns,
        unit,
        colors,
        width: present.width,
        height: present.height,
        scale,
        syncKey,
        zoomsItself,
        onCursor: (u) => followCursor(u, latest.current),
        onSelect: (startMs, endMs) => latest.current.onZoom?.(startMs, endMs),
        onDoubleClick: () => zoomOut(latest.current),
      }),
      toData(first),
      element,
    );
    plot.current = made;
    const stopTouch = followTouch(made, {
      onMove: (left, top) => moveCursor(made, left, top),
      onSelect: (startMs, endMs) => latest.current.onZoom?.(startMs, endMs),
    });
    return () => {
      stopTouch();
      plot.current = undefined;
      made.destroy();
    };
  }, [target, colors, unit, syncKey, zoomsItself, shape, hasWidth, scale]);

  useLayoutEffect(() => {
    plot.current?.setData(toData(drawn));
  }, [drawn]);

  useLayoutEffect(() => {
    const { current } = plot;
    if (current === undefined || !hasWidth) return;
    const size = { width: width * scale, height: height * scale };
    if (current.width !== size.width || current.height !== size.height) current.setSize(size);
  }, [width, height, scale, hasWidth]);

  return plot;
}

/** What cannot change without a new plot. */
function shapeOf({ isStacked }: PlotModel, { columns }: DrawnModel): string {
  const parts = columns.map(({ series, part }) => [series.series.key, series.place, part]);
  return JSON.stringify([isStacked, parts]);
}

function zoomOut({ onZoomOut }: PlotInput): boolean {
  onZoomOut?.();
  return onZoomOut !== undefined;
}

function followCursor(u: uPlot, { cursor, model }: PlotInput): void {
  const { idx, left } = u.cursor;
  if (idx === null || idx === undefined || left === undefined || left < 0) {
    cursor.set(NO_CURSOR);
    return;
  }
  const timeMs = u.posToVal(left, 'x');
  const reachMs = u.posToVal(left + MARK_REACH, 'x') - timeMs;
  // The plot may have more times than the model: edges of areas.
  const at = nearestTime(model.timestamps, timeMs);
  cursor.set({ at, timeMs, reachMs, left: left + u.bbox.left / uPlot.pxRatio });
}

/** Moves the cursor of a plot, and with it that of all that share it. CSS px within the plot. */
export function moveCursor(u: uPlot, left: number, top: number): void {
  // The third argument, which the type lacks, tells the other plots.
  const setCursor: (place: { left: number; top: number }, fire: boolean, tell: boolean) => void =
    u.setCursor;
  setCursor({ left, top }, true, true);
}
