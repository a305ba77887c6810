import { useEffect, useMemo, useState } from 'react';
import type { ChartSeries } from '../../charts';
import { colorByName, keepPlaces, largest } from './parts';

/** Most parts that are drawn: more colours are not told apart. */
export const MOST_PARTS = 8;

/**
 * The parts a stacked chart draws, those with the highest peaks first when the page is opened.
 * Later values change neither their order nor their colours.
 */
export function useParts(all: readonly ChartSeries[]): readonly ChartSeries[] {
  const [order, setOrder] = useState<readonly string[]>([]);
  const parts = useMemo(
    () => keepPlaces(largest(colorByName(all, MOST_PARTS), MOST_PARTS), order),
    [all, order],
  );
  useEffect(() => {
    const keys = parts.map(({ key }) => key);
    setOrder((before) => (isSame(before, keys) ? before : keys));
  }, [parts]);
  return parts;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
