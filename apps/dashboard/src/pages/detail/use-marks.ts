import { useMemo } from 'react';
import type { EventList } from '../../api/types';
import { useResource } from '../../api/use-resource';
import type { Mark } from '../../charts';
import { formatTime } from '../../format';
import { t } from '../../i18n';
import { toQuery, useRange } from '../../state/range';
import { marksWithin, toMarks, type MarkTexts } from './marks';
import { eventsPathOf, withQuery } from './subject';
import type { SubjectData } from './use-subject';
import { useShownTime } from './use-shown-time';

const TEXTS: MarkTexts = {
  oom: (kills) => t('detail.mark.oom', { kills }),
  restart: (container) => t('detail.mark.restart', { container }),
  ended: (container, how) => t('detail.mark.ended', { container, how }),
  gone: () => t('detail.mark.gone'),
  created: () => t('detail.mark.created'),
  deleted: () => t('detail.mark.deleted'),
  between: (text, after) =>
    t('detail.mark.between', { text, after: formatTime(Date.parse(after)) }),
};

/** Most marks of a chart: more cannot be told apart. */
const MOST_EVENTS = 200;

/** What happened to the subject within the time that is shown. */
export function useMarks(data: SubjectData): readonly Mark[] {
  const { subject } = data;
  const range = useRange();
  const base = eventsPathOf(subject);
  const query = [toQuery(range), `limit=${MOST_EVENTS}`];
  const path = base === undefined ? undefined : withQuery(base, ...query);
  const { data: list } = useResource<EventList>(path);
  const { startMs, endMs } = useShownTime(data.windowed.updatedAt);
  return useMemo(() => {
    const container = subject.page === 'container' ? subject.container : undefined;
    const isOnePod = subject.page === 'pod' || subject.page === 'container';
    const marks = toMarks(list?.items ?? [], TEXTS, { container, isOnePod });
    return marksWithin(marks, startMs, endMs);
  }, [list, subject, startMs, endMs]);
}
