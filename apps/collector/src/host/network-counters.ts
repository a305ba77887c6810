import type { NetDevice } from '@kubemonitor/cgroup-parser';
import type { Row } from '../report/row';

type Counter = Exclude<keyof NetDevice, 'name'>;

/** Network metric → column of net/dev. */
const COUNTERS: readonly (readonly [metric: string, counter: Counter])[] = [
  ['network_rx_bytes', 'rxBytes'],
  ['network_tx_bytes', 'txBytes'],
  ['network_rx_packets', 'rxPackets'],
  ['network_tx_packets', 'txPackets'],
  ['network_rx_errors', 'rxErrors'],
  ['network_tx_errors', 'txErrors'],
  ['network_rx_dropped', 'rxDropped'],
  ['network_tx_dropped', 'txDropped'],
];

/** The network metrics' names. */
export const NETWORK_FIELDS: readonly string[] = COUNTERS.map(([metric]) => metric);

/** Sets the network metrics to the sum over the interfaces `isIncluded` says yes to. */
export function setNetwork(
  row: Row,
  devices: readonly NetDevice[],
  isIncluded: (name: string) => boolean,
): void {
  const included = devices.filter(({ name }) => isIncluded(name));
  for (const [metric, counter] of COUNTERS) {
    let sum = 0;
    for (const device of included) sum += device[counter];
    row.set(metric, sum);
  }
}

/** True when no counter of `later` is below the one of `earlier`. */
export function hasAdvanced(earlier: NetDevice, later: NetDevice): boolean {
  return COUNTERS.every(([, counter]) => later[counter] >= earlier[counter]);
}
