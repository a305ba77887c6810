import type { ApiClient, ListPage } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { toLocalTime } from '../chart/time-axis';
import { formatBytes } from '../units/format-number';
import { findingsOf, type Finding } from './finding';

type Numbers = Readonly<Record<string, number | undefined>>;

/** What the store says of itself. */
export function checkStorage(store: Numbers): Finding[] {
  const { ok, warning, error } = findingsOf('storage');
  const { series, block_bytes: blocks, journal_bytes: journal, names_bytes: names } = store;
  const held = `${series ?? 'unknown'} series of ${store['nodes'] ?? '?'} nodes and ${store['pods'] ?? '?'} pods`;
  const findings = [
    blocks === undefined
      ? warning(
          `${held} in memory (${formatBytes((store['open_bytes'] ?? 0) + (store['sealed_bytes'] ?? 0))}): a restart loses them, unless the store is a server of its own`,
          'Give the API a volume (STORAGE_DIR), see docs/configuration.md.',
        )
      : ok(`${held}, ${formatBytes(blocks + (journal ?? 0) + (names ?? 0))} on disk`),
  ];
  const { refused_batches: refused = 0, refused_entities: left = 0 } = store;
  if (refused > 0) {
    findings.push(
      error(
        `${refused} batches of reports were refused since the API's start: its disk failed`,
        'Is the volume full or read-only? The API’s log names the file.',
      ),
    );
  }
  if (left > 0) {
    findings.push(
      warning(
        `${left} rows were left out since the API's start: the limit of series is reached`,
        'Raise MAX_SERIES of the API, with memory to match.',
      ),
    );
  }
  return findings;
}

/** The oldest time is told to a minute. */
const FINE_SECONDS = 60;
const MOST_LOOKS = 5;

/**
 * How far back samples reach: a window is cut to what there is and its step to what fits, so
 * the first step that has samples is looked into again.
 */
export async function checkRetention(client: ApiClient): Promise<Finding[]> {
  const { ok } = findingsOf('storage');
  let range = 'start=2000-01-01T00:00:00Z';
  let oldest: string | undefined;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const page = await client.get<ListPage<Item>>(
      `/api/nodes?${range}&limit=0&fields=memory_bytes`,
    );
    const starts = page.items.flatMap(({ samples = [] }) => samples.slice(0, 1));
    const first = starts.map(({ timestamp }) => timestamp).sort()[0];
    oldest = first ?? oldest;
    const stepSeconds = page.step_seconds ?? 0;
    if (first === undefined || stepSeconds <= FINE_SECONDS) break;
    const endMs = Date.parse(first) + stepSeconds * 1_000;
    range = `start=${first}&end=${new Date(endMs).toISOString()}`;
  }
  return oldest === undefined
    ? []
    : [ok(`samples reach back to ${toLocalTime(Date.parse(oldest))}`)];
}
