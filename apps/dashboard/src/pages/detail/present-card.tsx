import { formatValue, unitOfField } from '../../format';
import { t } from '../../i18n';
import { Meter } from '../../shell/meter';
import { Value, reasonText } from '../../tables';
import { FieldNumber, explainNow } from './field-number';
import { missingReason, numberOf } from '../../api/measured';
import type { Measured } from './measured';
import type { PresentCard as Card, PresentShare } from './present-fields';
import type { Subject } from './subject';

/** From here on a share is worth a look, and from here on bad. */
const WARNING_PERCENT = 80;
const BAD_PERCENT = 95;

interface Props {
  readonly card: Card;
  readonly now: Measured;
  readonly page: Subject['page'];
}

/** CPU or memory: what is used now, and of what how much that is. */
export function PresentCard({ card, now, page }: Props) {
  const { main, shares, beside } = card;
  const title = t(main.label);
  return (
    <div className="present-item">
      <div className="present-main">
        <h2>{title}</h2>
        <p className="present-value">
          <FieldNumber field={main} now={now} page={page} />
        </p>
        {typeof numberOf(now, main.field) !== 'number' && (
          <p className="hint">{reasonText(missingReason(now, main.field))}</p>
        )}
      </div>
      <table className="shares">
        <caption className="visually-hidden">{t('detail.shares', { title })}</caption>
        <tbody>
          {shares.map((share) => (
            <ShareRow key={share.field} share={share} now={now} page={page} />
          ))}
        </tbody>
      </table>
      {beside.length > 0 && (
        <dl className="present-beside">
          {beside.map((field) => (
            <div key={field.field}>
              <dt>{t(field.label)}</dt>
              <dd>
                <FieldNumber field={field} now={now} page={page} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

interface ShareProps extends Omit<Props, 'card'> {
  readonly share: PresentShare;
}

/** One share: of what, how much that is, and the use in percent of it, or why there is none. */
function ShareRow({ share, now, page }: ShareProps) {
  const { field, label, whole, isBound } = share;
  const percent = numberOf(now, field);
  const hasWhole = whole !== undefined && typeof numberOf(now, whole) === 'number';
  const levels = isBound ? { warningFrom: WARNING_PERCENT, badFrom: BAD_PERCENT } : {};
  return (
    <tr>
      <th scope="row">{t(label)}</th>
      {hasWhole && (
        <td className="share-whole">
          <FieldNumber field={{ field: whole, unit: unitOfField(whole) }} now={now} page={page} />
        </td>
      )}
      <td className="share-bar" colSpan={hasWhole ? 1 : 2}>
        {typeof percent === 'number' ? (
          <Value value={percent} unit="percent" explanation={explainNow(field, now, page)}>
            <Meter percent={percent} text={formatValue(percent, 'percent')} {...levels} />
          </Value>
        ) : (
          <NoShare field={field} now={now} page={page} />
        )}
      </td>
    </tr>
  );
}

/** Why there is no share: what is used is not known, which the card tells once, or nothing was promised. */
function NoShare({ field, now, page }: Omit<Props, 'card'> & { field: string }) {
  const what = field.startsWith('cpu') ? 'cpu' : 'memory';
  const use = what === 'cpu' ? 'cpu_millicores' : 'memory_bytes';
  if (typeof numberOf(now, use) !== 'number') {
    return <Value value={null} missing={missingReason(now, use)} />;
  }
  return <span className="hint">{whyNoShare(what, field, now, page)}</span>;
}

function whyNoShare(
  what: 'cpu' | 'memory',
  field: string,
  now: Measured,
  page: Subject['page'],
): string {
  if (page === 'namespace' || page === 'workload') {
    const promise = field.endsWith('_limit_percent') ? 'limit' : 'request';
    const lacking = numberOf(now, `pods_without_${what}_${promise}`);
    if (typeof lacking === 'number') return t('detail.share.lacking', { count: lacking });
  }
  // The cluster tells what a node may give to pods.
  const isOfNode = /_(node|allocatable|requested)_percent$/.test(field);
  return reasonText(isOfNode ? 'no_cluster' : missingReason(now, field));
}
