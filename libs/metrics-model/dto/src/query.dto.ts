import { Instant, Name, Quantity, Whole } from './decorators';

/** Longest window that can be asked for: 366 days. */
export const LONGEST_WINDOW_SECONDS = 31_622_400;

/** Which numbers, and of which time; of those whose least and greatest are not known. */
export class TimeQueryDto {
  @Quantity(
    {
      description:
        'Answer with time series of so many seconds before now, or before `end`, instead of the latest values. Cut to how far back anything is kept: samples a day and roll-ups of them a year, where the server has a directory and nobody has set other times.',
      example: 300,
      optional: true,
    },
    1,
    LONGEST_WINDOW_SECONDS,
  )
  window?: number;

  @Quantity(
    {
      description:
        'Seconds of one point, rounded up to whole intervals; when left out one interval, in windows of more than six hours a minute. It grows when there would be too many points, and to whole minutes or hours where only roll-ups of them reach back to the start; `step_seconds` of the answer is what it became.',
      example: 15,
      optional: true,
    },
    1,
    LONGEST_WINDOW_SECONDS,
  )
  step?: number;

  @Instant({
    description:
      'Start of the time series, instead of `window`. Points begin at whole multiples of the step, the first one at or before it.',
  })
  start?: string;

  @Instant({ description: 'End of the time series, exclusive; now when left out.' })
  end?: string;

  @Name(
    {
      description: 'Only these fields, comma separated.',
      example: 'cpu_millicores,memory_bytes',
      optional: true,
    },
    4_096,
  )
  fields?: string;
}

/** Which numbers, and of which time. */
export class WindowQueryDto extends TimeQueryDto {
  @Name({
    description:
      'With time series: also the least, greatest or 95th percentile of single intervals within a point, as `<field>_min`, `<field>_max`, `<field>_p95`, however long the point is. A percentile is exact where `resolution` is `raw`, else within 1 % of the value. null where roll-ups do not keep it: the percentile of other fields than `cpu_millicores` and `memory_bytes`, least and greatest of counters.',
    example: 'max,p95',
    optional: true,
  })
  stats?: string;
}

/** One pod or node; a pod’s name may need its namespace. */
export class PodQueryDto extends WindowQueryDto {
  @Name({ description: 'Namespace of the pod.', example: 'shop', optional: true })
  namespace?: string;
}

// What every list takes, whether it also has `stats` or not.
const PageLimit = Whole(
  {
    description: 'Most items of a page, 500 when left out; 0 = all.',
    example: 100,
    optional: true,
  },
  0,
  1_000_000,
);
const PageToken = Name(
  { description: 'Token of the page before, from `metadata.continue`.', optional: true },
  2_048,
);
const SortField = Name({
  description: 'Field to sort by, `-` before it for the greatest first; by name when left out.',
  example: '-cpu_millicores',
  optional: true,
});

/** A list: which items, in what order, how many. */
export class ListQueryDto extends WindowQueryDto {
  @PageLimit
  limit?: number;

  @PageToken
  continue?: string;

  @SortField
  sort?: string;
}

/** A list of sums made for the question: least and greatest do not follow from those of the parts. */
export class SumListQueryDto extends TimeQueryDto {
  @PageLimit
  limit?: number;

  @PageToken
  continue?: string;

  @SortField
  sort?: string;
}

/** A list of pods. */
export class PodListQueryDto extends ListQueryDto {
  @Name({ description: 'Only pods of this namespace.', example: 'shop', optional: true })
  namespace?: string;

  @Name({ description: 'Only pods on this node.', example: 'worker-1', optional: true })
  node?: string;

  @Name(
    {
      description:
        'Only pods with these labels, as in kubectl: `app=web,tier!=cache,team in (a,b),!old`.',
      example: 'app=web',
      optional: true,
    },
    2_048,
  )
  labelSelector?: string;
}

/** A list of workloads. */
export class WorkloadListQueryDto extends ListQueryDto {
  @Name({ description: 'Only workloads of this kind.', example: 'StatefulSet', optional: true })
  kind?: string;
}

/** An exposition of the cluster: the whole, or a part of it to spread it over several scrapes. */
export class ScrapeQueryDto {
  @Name({ description: 'Only what is in this namespace.', example: 'shop', optional: true })
  namespace?: string;

  @Name({ description: 'Only what is on this node.', example: 'worker-1', optional: true })
  node?: string;
}
