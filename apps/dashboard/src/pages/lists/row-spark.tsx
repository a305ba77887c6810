import { useCallback, useSyncExternalStore } from 'react';
import { onTokenChange } from '../../api/auth-state';
import { getJson } from '../../api/client';
import { Sparkline } from '../../charts';
import type { Unit } from '../../format';
import { SparkLoader, type SparkAnswer } from './spark-loader';
import { toSparkValues } from './spark-values';

interface Props {
  /** Of the row in REST, with the query of its line. */
  readonly path: string;
  /** Read anew from time to time. */
  readonly isLive: boolean;
  readonly field: string;
  readonly label: string;
  readonly unit: Unit;
}

const loader = new SparkLoader({
  fetch: (path, signal) => getJson<SparkAnswer>(path, signal),
  nowMs: () => Date.now(),
});

onTokenChange(() => loader.clear());

/** The line of one row of a long list, asked for once the row stays in view. */
export function RowSpark({ path, isLive, field, label, unit }: Props) {
  const subscribe = useCallback(
    (listener: () => void) => loader.subscribe(path, isLive, listener),
    [path, isLive],
  );
  const data = useSyncExternalStore(subscribe, () => loader.get(path));
  if (data?.samples === undefined) return null;
  const values = toSparkValues(data.samples, field, data.step_seconds ?? 1);
  return <Sparkline values={values} label={label} unit={unit} width={80} />;
}
