import { useMemo } from 'react';
import type { Container, Pod, Sample } from '../../api/types';
import { useResource, type Resource } from '../../api/use-resource';
import { secondsOf, toQuery, useRange, type TimeRange } from '../../state/range';
import { fieldsOfCharts } from './chart-specs';
import { runsOf, type Measured } from './measured';
import { joinSamples } from './series';
import { restPathOf, withQuery, type Subject } from './subject';

/** From this length on points may hold more than one reading: their least and greatest are asked for. */
const BAND_FROM_SECONDS = 900;

/** What is known of a subject: its latest values, and its points in the time that is shown. */
export interface SubjectData {
  readonly subject: Subject;
  /** Paths of the two answers, for links to REST. */
  readonly latestPath: string;
  readonly windowPath: string;
  readonly latest: Resource<Measured>;
  readonly windowed: Resource<Measured>;
  /** The subject now; undefined while it is not known or when it is gone. */
  readonly now: Measured | undefined;
  /** What its points came with; undefined while they are not known. */
  readonly then: Measured | undefined;
  readonly samples: readonly Sample[];
  /** Seconds of a point, and what points are made of; undefined while they are not known. */
  readonly stepSeconds: number | undefined;
  readonly resolution: string | undefined;
  /** Runs within the time shown, of a pod and of a container: for marks and parts. */
  readonly runs: readonly Container[];
  /** The present containers of the pod; none of the other pages. */
  readonly containers: readonly Container[];
}

/** Reads both answers about a subject. */
export function useSubject(subject: Subject): SubjectData {
  const range = useRange();
  const path = restPathOf(subject);
  const windowPath = windowPathOf(subject, range);
  const latest = useResource<Measured>(path);
  const windowed = useResource<Measured>(windowPath);
  return useMemo(
    () => ({
      subject,
      latestPath: path,
      windowPath,
      latest,
      windowed,
      stepSeconds: windowed.data?.step_seconds,
      resolution: windowed.data?.resolution,
      ...readAnswers(subject, latest.data, windowed.data),
    }),
    [subject, path, windowPath, latest, windowed],
  );
}

/** The path of the points a page's charts are drawn from. */
export function windowPathOf(subject: Subject, range: TimeRange): string {
  const stats = secondsOf(range) > BAND_FROM_SECONDS ? 'stats=min,max' : '';
  const fields = `fields=${fieldsOfCharts(subject.page).join(',')}`;
  return withQuery(restPathOf(subject), toQuery(range), stats, fields);
}

type Answers = Pick<SubjectData, 'now' | 'then' | 'samples' | 'runs' | 'containers'>;

function readAnswers(
  subject: Subject,
  latest: Measured | undefined,
  windowed: Measured | undefined,
): Answers {
  if (subject.page !== 'pod' && subject.page !== 'container') {
    return {
      now: latest,
      then: windowed,
      samples: windowed?.samples ?? [],
      runs: [],
      containers: [],
    };
  }
  // The answer at a pod's path is a pod.
  const present = latest as Pod | undefined;
  const past = windowed as Pod | undefined;
  const containers = present?.containers ?? [];
  if (subject.page === 'pod') {
    const runs = past?.containers ?? [];
    return { now: present, then: past, samples: past?.samples ?? [], runs, containers };
  }
  const runs = runsOf(past, subject.container);
  return {
    now: runsOf(present, subject.container).at(-1),
    then: runs.at(-1),
    samples: joinSamples(runs.map(({ samples }) => samples)),
    runs,
    containers,
  };
}
