import { useMemo } from 'react';
import type { Pod } from '../../api/types';
import type { Mark } from '../../charts';
import { t } from '../../i18n';
import { endMarks, marksWithin, oomMarks, restartMarks, type MarkTexts } from './marks';
import type { SubjectData } from './use-subject';
import { useShownTime } from './use-shown-time';

const TEXTS: MarkTexts = {
  oom: (kills) => t('detail.mark.oom', { kills }),
  restart: (container) => t('detail.mark.restart', { container }),
  ended: (container, how) => t('detail.mark.ended', { container, how }),
};

/** What happened to the subject within the time that is shown. */
export function useMarks(data: SubjectData): readonly Mark[] {
  const { startMs, endMs } = useShownTime(data.windowed.updatedAt);
  return useMemo(() => marksWithin(marksOf(data), startMs, endMs), [data, startMs, endMs]);
}

function marksOf({
  subject,
  now,
  samples,
  runs,
  containers,
  latest,
  windowed,
}: SubjectData): Mark[] {
  const marks = [...oomMarks(samples, TEXTS), ...restartMarks(runs, TEXTS)];
  if (subject.page === 'container') {
    return now !== undefined && 'container' in now ? [...marks, ...endMarks([now], TEXTS)] : marks;
  }
  if (subject.page !== 'pod') return marks;
  // The answer at a pod's path is a pod.
  const pod = (latest.data ?? windowed.data) as Pod | undefined;
  return [...marks, ...endMarks(containers, TEXTS), ...lifeMarks(pod)];
}

function lifeMarks(pod: Pod | undefined): Mark[] {
  const marks: Mark[] = [];
  if (pod?.created_at !== undefined) {
    marks.push({
      atMs: Date.parse(pod.created_at),
      label: t('detail.mark.created'),
      kind: 'created',
    });
  }
  if (pod?.deleted_at !== undefined) {
    marks.push({
      atMs: Date.parse(pod.deleted_at),
      label: t('detail.mark.deleted'),
      kind: 'ended',
    });
  }
  return marks;
}
