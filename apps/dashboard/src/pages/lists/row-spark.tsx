import { useEffect, useState } from 'react';
import type { Sample } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { Sparkline } from '../../charts';
import { unitOfField } from '../../format';
import { toSparkValues } from './spark-values';
import { useSparkQuery } from './use-sparklines';

/** A row that is only scrolled past asks for nothing. */
const REST_MS = 250;

interface Props {
  /** Path of the thing in REST, without a query. */
  readonly path: string;
  readonly field: string;
  readonly label: string;
}

/** The line of one row of a long list, asked for once the row stays in view. */
export function RowSpark({ path, field, label }: Props) {
  const query = useSparkQuery(field);
  const [isResting, setResting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setResting(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useResource<{ samples?: readonly Sample[]; step_seconds?: number }>(
    isResting ? `${path}?${query}` : undefined,
  );
  if (data?.samples === undefined) return null;
  const values = toSparkValues(data.samples, field, data.step_seconds ?? 1);
  return <Sparkline values={values} label={label} unit={unitOfField(field)} />;
}
