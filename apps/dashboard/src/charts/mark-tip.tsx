import { formatDateTime } from '../format';
import { t } from '../i18n';
import { useStore } from '../state/use-store';
import type { Mark } from './chart-data';
import type { CursorStore } from './cursor';
import { marksNear } from './nearest';

/** More than fit under each other without hiding the plot. */
const MOST_SHOWN = 5;

/** What happened where the cursor is. */
export function MarkTip({ cursor, marks }: { cursor: CursorStore; marks: readonly Mark[] }) {
  const { at, timeMs, reachMs, left } = useStore(cursor);
  const near = at === undefined ? [] : marksNear(marks, timeMs, reachMs);
  if (near.length === 0) return null;
  // The list of events says the same to those who do not see this.
  return (
    <div className="chart-tip" style={{ left }} aria-hidden="true">
      {near.slice(0, MOST_SHOWN).map(({ atMs, kind, label }, index) => (
        <div key={index}>
          <strong>{t(`charts.mark.${kind}`)}</strong> {label}
          <span className="chart-tip-time">{formatDateTime(atMs)}</span>
        </div>
      ))}
      {near.length > MOST_SHOWN && <div>+{near.length - MOST_SHOWN}</div>}
    </div>
  );
}
