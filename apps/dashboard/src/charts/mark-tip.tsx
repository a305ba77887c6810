import { formatDateTime } from '../format';
import { t } from '../i18n';
import { useStore } from '../state/use-store';
import type { Mark } from './chart-data';
import type { CursorStore } from './cursor';
import { MarkSwatch } from './mark-swatch';
import { marksNear } from './nearest';

/** More than fit under each other without hiding the plot. */
const MOST_SHOWN = 5;

/** From the cursor, CSS px. */
const AWAY = 10;

interface Props {
  readonly cursor: CursorStore;
  readonly marks: readonly Mark[];
  /** Of the chart, CSS px. */
  readonly width: number;
}

/** What happened where the cursor is, on the side of it that has more room. */
export function MarkTip({ cursor, marks, width }: Props) {
  const { at, timeMs, reachMs, left } = useStore(cursor);
  const near = at === undefined ? [] : marksNear(marks, timeMs, reachMs);
  if (near.length === 0) return null;
  const side =
    left < width / 2
      ? { left: left + AWAY, maxWidth: width - left - AWAY }
      : { right: width - left + AWAY, maxWidth: left - AWAY };
  // The list of events says the same to those who do not see this.
  return (
    <div className="chart-tip" style={side} aria-hidden="true">
      {near.slice(0, MOST_SHOWN).map(({ atMs, kind, label }, index) => (
        <div key={index} className="chart-tip-mark">
          <MarkSwatch kind={kind} />
          <div>
            <strong>{t(`charts.mark.${kind}`)}</strong> {label}
            <span className="chart-tip-time">{formatDateTime(atMs)}</span>
          </div>
        </div>
      ))}
      {near.length > MOST_SHOWN && (
        <div className="chart-tip-time">
          {t('charts.marks.more', { count: near.length - MOST_SHOWN })}
        </div>
      )}
    </div>
  );
}
