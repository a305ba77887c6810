import { useMemo } from 'react';
import type { Container, Sample } from '../../api/types';
import type { ChartSeries, Mark } from '../../charts';
import { t } from '../../i18n';
import type { ChartSpec } from './chart-specs';
import { PartChart } from './part-chart';
import { pathTo } from '../../state/route';
import type { Subject } from './subject';
import { joinSamples, toSeries } from './series';
import type { SubjectData } from './use-subject';
import { useParts } from './use-parts';
import { useShownTime } from './use-shown-time';

interface Props {
  readonly specs: readonly ChartSpec[];
  readonly data: SubjectData;
  readonly marks: readonly Mark[];
}

/** A pod's charts stacked from its containers. Network is counted for the pod as a whole. */
export function ContainerCharts({ specs, data, marks }: Props) {
  const { subject, runs, samples, windowed, windowPath, stepSeconds } = data;
  const time = useShownTime(windowed.updatedAt);
  const fields = specs
    .filter(({ key }) => key !== 'network')
    .flatMap((spec) => (spec.stacked ?? []).map((field) => ({ spec, field })));
  return fields.map(({ spec, field }) => (
    <OneChart
      key={field}
      {...{ spec, field, runs, subject, marks, windowPath }}
      {...time}
      whole={samples}
      stepSeconds={stepSeconds}
      isLoading={windowed.isLoading && windowed.data === undefined}
    />
  ));
}

interface OneProps {
  readonly spec: ChartSpec;
  readonly field: string;
  readonly runs: readonly Container[];
  readonly subject: Subject;
  readonly marks: readonly Mark[];
  readonly whole: readonly Sample[];
  readonly windowPath: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepSeconds: number | undefined;
  readonly isLoading: boolean;
}

function OneChart({ runs, subject, windowPath, ...props }: OneProps) {
  const { field } = props;
  const all = useMemo(() => seriesOf(runs, field, subject), [runs, field, subject]);
  const parts = useParts(all);
  return (
    <PartChart {...props} parts={parts} note={t('detail.parts.containers')} restPath={windowPath} />
  );
}

/** One series a container: its runs one after the other. */
function seriesOf(runs: readonly Container[], field: string, subject: Subject): ChartSeries[] {
  const names = new Map<string, Container[]>();
  for (const run of runs) {
    const name = run.container ?? run.container_id ?? '';
    names.set(name, [...(names.get(name) ?? []), run]);
  }
  return [...names].flatMap(([name, same]) => {
    const samples = joinSamples(same.map(({ samples: points }) => points));
    const href =
      subject.page === 'pod' ? pathTo.container(subject.namespace, subject.pod, name) : undefined;
    const series = toSeries(samples, { key: name, label: name, field });
    return series === undefined ? [] : [{ ...series, href }];
  });
}
