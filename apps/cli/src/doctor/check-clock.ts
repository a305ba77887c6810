import type { ApiClient, ListPage } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { formatNumber } from '../units/format-number';
import { findingsOf, listNames, type Finding } from './finding';

/** Seconds two clocks may be apart: charts then still join. */
const FAINT_SECONDS = 2;
/** Reports further ahead than a minute are refused, see docs/configuration.md. */
const BAD_SECONDS = 30;

const KEEP_TIME =
  'Keep the clocks by NTP (`timedatectl`, chrony) on the nodes and on this machine.';

/**
 * The API's clock against ours: the answer was made between our asking and its coming, so half
 * of that time is how wrong the difference may be.
 */
export async function checkOwnClock(client: ApiClient, now: () => number): Promise<Finding> {
  const { ok, warning, error } = findingsOf('clock');
  const askedMs = now();
  const page = await client.get<ListPage<Item>>('/api/pods?limit=1');
  const answeredMs = now();
  const timestamp = Date.parse(page.metadata.timestamp ?? '');
  if (Number.isNaN(timestamp)) return warning('the API does not tell its time', 'Upgrade the API.');
  const doubt = (answeredMs - askedMs) / 2_000;
  const skew = (timestamp - (askedMs + answeredMs) / 2) / 1_000;
  const text = `the API's clock is ${formatNumber(Math.abs(skew))} s ${skew < 0 ? 'behind' : 'ahead of'} this machine's (± ${formatNumber(doubt)} s)`;
  const sure = Math.abs(skew) - doubt;
  if (sure > BAD_SECONDS) return error(text, KEEP_TIME);
  return sure > FAINT_SECONDS ? warning(text, KEEP_TIME) : ok(text);
}

/** The collectors' clocks against the API's: a sample must not come from the future. */
export function checkNodeClocks(
  page: ListPage<Item>,
  ingest: Readonly<Record<string, number>>,
): Finding {
  const { ok, warning, error } = findingsOf('clock');
  const nowMs = Date.parse(page.metadata.timestamp ?? '');
  const ahead = page.items.filter(({ timestamp }) => {
    return Date.parse(timestamp ?? '') - nowMs > FAINT_SECONDS * 1_000;
  });
  const refused = ingest['clock-skew'] ?? 0;
  if (refused > 0) {
    return error(
      `${refused} reports were refused since the API's start: their node's clock is off`,
      KEEP_TIME,
    );
  }
  if (ahead.length > 0) {
    const names = listNames(ahead.map(({ node }) => String(node)));
    return warning(`the clocks of these nodes are ahead of the API's: ${names}`, KEEP_TIME);
  }
  return ok(`no sample is ahead of the API's clock (${page.items.length} nodes)`);
}
