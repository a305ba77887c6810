import { EVERYTHING, NETWORKED, NODE, counter, define, perSecond } from './define-field';
import type { FieldDefinition } from './field';

/** What is read from and written to disks. */
export const DISK: readonly FieldDefinition[] = (['read', 'write'] as const).flatMap(
  (direction) => {
    const verb = direction === 'read' ? 'read from' : 'written to';
    return [
      counter(`disk_${direction}_bytes`, {
        scopes: EVERYTHING,
        description: `Bytes ${verb} disks since the start (cumulative).`,
        example: 44_040_192,
        summed: true,
      }),
      perSecond(`disk_${direction}_bytes`, {
        scopes: EVERYTHING,
        description: `Bytes ${verb} disks each second.`,
        example: 524_288,
        summed: true,
      }),
      perSecond(`disk_${direction}_operations`, {
        scopes: EVERYTHING,
        description: `Operations that ${direction} on disks each second.`,
        example: 2.4,
        summed: true,
      }),
    ];
  },
);

/** How much disks are at work. */
export const DISK_BUSY = define(
  'disk_busy_ratio',
  { kind: 'rate', metric: 'disk_busy_milliseconds', scale: 1 / 1_000 },
  {
    scopes: NODE,
    description: 'Disks at work on average: 1 = one disk all the time.',
    example: 0.02,
    decimals: 4,
  },
);

/** What is received and sent. */
export const NETWORK: readonly FieldDefinition[] = (['rx', 'tx'] as const).flatMap((direction) => {
  const verb = direction === 'rx' ? 'received' : 'sent';
  return [
    counter(`network_${direction}_bytes`, {
      scopes: NETWORKED,
      description: `Bytes ${verb} since the start (cumulative).`,
      example: 223_299,
      summed: true,
    }),
    perSecond(`network_${direction}_bytes`, {
      scopes: NETWORKED,
      description: `Bytes ${verb} each second.`,
      example: 1_204.6,
      summed: true,
    }),
    perSecond(`network_${direction}_packets`, {
      scopes: NETWORKED,
      description: `Packets ${verb} each second.`,
      example: 12.2,
      summed: true,
    }),
    counter(`network_${direction}_errors`, {
      scopes: NETWORKED,
      description: `Faulty packets ${verb}, since the start.`,
      example: 0,
    }),
    counter(`network_${direction}_dropped`, {
      scopes: NETWORKED,
      description: `Packets dropped instead of being ${verb}, since the start.`,
      example: 0,
    }),
  ];
});
