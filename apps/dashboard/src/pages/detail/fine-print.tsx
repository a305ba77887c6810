import { formatDuration } from '../../format';
import { t } from '../../i18n';
import type { SubjectData } from './use-subject';

/** What the points are made of, and where the same data are in REST. */
export function FinePrint({ data }: { data: SubjectData }) {
  const { stepSeconds, resolution, windowPath, latestPath } = data;
  return (
    <p className="fine-print">
      {stepSeconds !== undefined && (
        <span>
          {t('detail.fine.step', { length: formatDuration(stepSeconds) })}{' '}
          {t(resolutionKey(resolution))}
        </span>
      )}{' '}
      <a href={windowPath}>{t('detail.fine.window')}</a> ·{' '}
      <a href={latestPath}>{t('detail.fine.latest')}</a>
    </p>
  );
}

function resolutionKey(resolution: string | undefined) {
  if (resolution === '1m') return 'detail.fine.1m';
  return resolution === '1h' ? 'detail.fine.1h' : 'detail.fine.raw';
}
