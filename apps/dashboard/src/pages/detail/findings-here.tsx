import type { FindingList } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { FindingGroups } from '../overview/finding-groups';
import { findingsPathOf } from './subject-findings';
import type { Subject } from './subject';

/** Lines of findings that are shown at once. */
const SHOWN = 3;

/** What is wrong with the subject now, in plain words; nothing where nothing is known to be. */
export function FindingsHere({ subject }: { subject: Subject }) {
  const { data } = useResource<FindingList>(findingsPathOf(subject));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="findings-here" aria-label={t('detail.findings')}>
      <FindingGroups
        items={items}
        shown={SHOWN}
        isOfOne={subject.page === 'pod' || subject.page === 'container'}
      />
    </section>
  );
}
