import { useMemo } from 'react';
import { t } from '../../i18n';
import { Link, navigate, pathTo, useRoute } from '../../state/route';
import { chartsOf } from './chart-specs';
import { ContainerCharts } from './container-charts';
import { FinePrint } from './fine-print';
import { MissingCharts, hasValues } from './missing-charts';
import { PodCharts } from './pod-charts';
import { SubjectChart } from './subject-chart';
import { useMarks } from './use-marks';
import type { SubjectData } from './use-subject';
import { readView, viewsOf, type View } from './views';

/** The charts of a page, and the choice how they are drawn. */
export function Charts({ data }: { data: SubjectData }) {
  const { subject } = data;
  const view = readView(subject.page, useRoute().search.get('view'));
  const specs = useMemo(() => chartsOf(subject.page), [subject.page]);
  const marks = useMarks(data);
  const isLoading = data.windowed.isLoading && data.windowed.data === undefined;
  const drawn = specs.filter((spec) => isLoading || hasValues(spec, data));
  const stacked = specs.filter((spec) => spec.stacked !== undefined);
  return (
    <section aria-label={t('detail.charts')}>
      <NetworkNote subject={subject} />
      <ViewChoice page={subject.page} view={view} />
      <div className="chart-grid">
        {view === 'total' &&
          drawn.map((spec) => (
            <SubjectChart key={spec.key} spec={spec} data={data} marks={marks} />
          ))}
        {view === 'containers' && <ContainerCharts specs={stacked} data={data} marks={marks} />}
        {(view === 'pods' || view === 'namespaces') && (
          <PodCharts specs={stacked} data={data} isByNamespace={view === 'namespaces'} />
        )}
      </div>
      {view === 'total' && (
        <MissingCharts specs={specs.filter((spec) => !drawn.includes(spec))} data={data} />
      )}
      {(view === 'total' || view === 'containers') && <FinePrint data={data} />}
    </section>
  );
}

/** Why a container has no chart of its network, and where that is. */
function NetworkNote({ subject }: { subject: SubjectData['subject'] }) {
  if (subject.page !== 'container') return null;
  return (
    <p className="hint">
      {t('detail.empty.no_network')}{' '}
      <Link to={pathTo.pod(subject.namespace, subject.pod)}>{subject.pod}</Link>
    </p>
  );
}

function ViewChoice({ page, view }: { page: SubjectData['subject']['page']; view: View }) {
  const views = viewsOf(page);
  if (views.length < 2) return null;
  return (
    <div className="view-choice" role="group" aria-label={t('detail.view')}>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === view}
          onClick={() => navigate({ view: one === 'total' ? undefined : one })}
        >
          {t(`detail.view.${one}`)}
        </button>
      ))}
    </div>
  );
}
