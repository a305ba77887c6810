import { useLayoutEffect, useRef, type RefObject } from 'react';
import uPlot from 'uplot';
import type { Unit } from '../format';
import type { ChartColors } from './colors';
import { NO_CURSOR, type CursorStore } from './cursor';
import { columnsOf, toData, type PlotColumn, type PlotModel } from './plot-model';
import { plotOptions } from './plot-options';

/** How near to the cursor a mark is named. CSS px. */
const MARK_REACH = 8;

export interface PlotInput {
  readonly model: PlotModel;
  readonly unit: Unit;
  readonly colors: ChartColors | undefined;
  /** CSS px; nothing is drawn before it is known. */
  readonly width: number;
  readonly height: number;
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
  const { model, unit, colors, width, height, syncKey } = input;
  const hasWidth = width > 0;
  const zoomsItself = input.onZoom === undefined;
  const columns = columnsOf(model);
  const shape = shapeOf(model, columns);

  useLayoutEffect(() => {
    const element = target.current;
    if (element === null || colors === undefined || !hasWidth) return undefined;
    const present = latest.current;
    const made = new uPlot(
      plotOptions({
        model: () => latest.current.model,
        columns: columnsOf(present.model),
        unit,
        colors,
        width: present.width,
        height: present.height,
        syncKey,
        zoomsItself,
        onCursor: (u) => followCursor(u, latest.current.cursor),
        onSelect: (startMs, endMs) => latest.current.onZoom?.(startMs, endMs),
        onDoubleClick: () => zoomOut(latest.current),
      }),
      toData(present.model, columnsOf(present.model)),
      element,
    );
    plot.current = made;
    const stopTouch = followTouch(made);
    return () => {
      stopTouch();
      plot.current = undefined;
      made.destroy();
    };
  }, [target, colors, unit, syncKey, zoomsItself, shape, hasWidth]);

  useLayoutEffect(() => {
    plot.current?.setData(toData(model, columnsOf(model)));
  }, [model]);

  useLayoutEffect(() => {
    const { current } = plot;
    if (current === undefined || !hasWidth) return;
    if (current.width !== width || current.height !== height) current.setSize({ width, height });
  }, [width, height, hasWidth]);

  return plot;
}

/** What cannot change without a new plot. */
function shapeOf({ isStacked }: PlotModel, columns: readonly PlotColumn[]): string {
  const parts = columns.map(({ series, part }) => [series.series.key, series.place, part]);
  return JSON.stringify([isStacked, parts]);
}

function zoomOut({ onZoomOut }: PlotInput): boolean {
  onZoomOut?.();
  return onZoomOut !== undefined;
}

function followCursor(u: uPlot, cursor: CursorStore): void {
  const { idx, left } = u.cursor;
  if (idx === null || idx === undefined || left === undefined || left < 0) {
    cursor.set(NO_CURSOR);
    return;
  }
  const timeMs = u.posToVal(left, 'x');
  const reachMs = u.posToVal(left + MARK_REACH, 'x') - timeMs;
  cursor.set({ at: idx, timeMs, reachMs, left: left + u.bbox.left / uPlot.pxRatio });
}

/** A finger that moves sideways moves the cursor; up and down it scrolls the page as ever. */
function followTouch(u: uPlot): () => void {
  const { over } = u;
  over.style.touchAction = 'pan-y';
  const move = ({ pointerType, clientX, clientY }: PointerEvent) => {
    if (pointerType !== 'touch') return;
    const { left, top } = over.getBoundingClientRect();
    moveCursor(u, clientX - left, clientY - top);
  };
  over.addEventListener('pointerdown', move);
  over.addEventListener('pointermove', move);
  return () => {
    over.removeEventListener('pointerdown', move);
    over.removeEventListener('pointermove', move);
  };
}

/** Moves the cursor of a plot, and with it that of all that share it. CSS px within the plot. */
export function moveCursor(u: uPlot, left: number, top: number): void {
  // The third argument, which the type lacks, tells the other plots.
  const setCursor: (place: { left: number; top: number }, fire: boolean, tell: boolean) => void =
    u.setCursor;
  setCursor({ left, top }, true, true);
}
