import { SENT_AT_HEADER } from '@kubemonitor/metrics-model';

/** Headers of a report, as the collector sends them. */
export function reportHeaders(): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    [SENT_AT_HEADER]: String(Date.now()),
  };
}
