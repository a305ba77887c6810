import { t } from '../../i18n';
import { reasonText } from '../../tables';
import type { ChartSpec } from './chart-specs';
import { missingReason, numberOf } from '../../api/measured';
import type { SubjectData } from './use-subject';

/** Charts that have no value in the time that is shown, each with the reason. */
export function MissingCharts({ specs, data }: { specs: readonly ChartSpec[]; data: SubjectData }) {
  if (specs.length === 0) return null;
  const reasons = groupByReason(specs, data);
  return (
    <section className="missing-charts" aria-label={t('detail.missing_charts')}>
      <h2>{t('detail.missing_charts')}</h2>
      <dl>
        {[...reasons].map(([reason, titles]) => (
          <div key={reason}>
            <dt>{titles.join(', ')}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function groupByReason(specs: readonly ChartSpec[], data: SubjectData): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const spec of specs) {
    const reason = whyEmpty(spec, data);
    reasons.set(reason, [...(reasons.get(reason) ?? []), t(spec.title)]);
  }
  return reasons;
}

/** Why a chart has no line: the reason the latest answer gives for its first field. */
export function whyEmpty({ lines }: ChartSpec, { now, samples }: SubjectData): string {
  const [{ field }] = lines;
  if (now === undefined) return t('detail.empty.window');
  if (samples.length === 0 && now.missing?.[field] === undefined) return t('detail.empty.window');
  // There is a value now: it came after the time that is shown.
  if (typeof numberOf(now, field) === 'number') return t('detail.empty.window');
  return reasonText(missingReason(now, field));
}

/** Whether any of the points has a value of one of the chart's lines. */
export function hasValues({ lines }: ChartSpec, { samples }: SubjectData): boolean {
  return samples.some((sample) =>
    lines.some(({ field }) => typeof numberOf(sample, field) === 'number'),
  );
}
