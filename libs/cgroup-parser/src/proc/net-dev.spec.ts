import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseNetDev } from './net-dev';

const HEADER = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

// Lines of a node with kernel 6.18; the errors and dropped packets of cni0 are made up.
const NODE = `${HEADER}    lo: 20068347   53915    0    0    0     0          0         0 20068347   53915    0    0    0     0       0          0
  eth0:   77446    1083    0    0    0     0          0         0 16605513    1163    0    0    0     0       0          0
  cni0: 16746480    3456    1    2    3     4          5       241   279981    3530    6    7    8     9      10         11
`;

const NOTHING = {
  rxBytes: 0,
  rxPackets: 0,
  rxErrors: 0,
  rxDropped: 0,
  txBytes: 0,
  txPackets: 0,
  txErrors: 0,
  txDropped: 0,
};

describe('parseNetDev', () => {
  it('reads a whole file', () => {
    expect(parseNetDev(kernelFile(NODE))).toEqual([
      {
        ...NOTHING,
        name: 'lo',
        rxBytes: 20_068_347,
        rxPackets: 53_915,
        txBytes: 20_068_347,
        txPackets: 53_915,
      },
      {
        ...NOTHING,
        name: 'eth0',
        rxBytes: 77_446,
        rxPackets: 1_083,
        txBytes: 16_605_513,
        txPackets: 1_163,
      },
      {
        name: 'cni0',
        rxBytes: 16_746_480,
        rxPackets: 3_456,
        rxErrors: 1,
        rxDropped: 2,
        txBytes: 279_981,
        txPackets: 3_530,
        txErrors: 6,
        txDropped: 7,
      },
    ]);
  });

  it('has no entry for a namespace without interfaces', () => {
    expect(parseNetDev(kernelFile(HEADER))).toEqual([]);
  });

  it.each([
    ['lo:181005683161 224490607', 'lo', 181_005_683_161],
    ['vetha1b2c3d4e5f:7 224490607', 'vetha1b2c3d4e5f', 7],
    ['team0:1: 7 224490607', 'team0:1', 7],
    ['ibr10:30:7 224490607', 'ibr10:30', 7],
    ['  eth0.100@x: 7 224490607', 'eth0.100@x', 7],
    ['wlan_é: 7 224490607', 'wlan_é', 7],
    ['a-name-of-15-by: 7 224490607', 'a-name-of-15-by', 7],
  ])('finds the name and the first number in "%s"', (start, name, rxBytes) => {
    const text = `${HEADER}${start} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n`;
    expect(parseNetDev(kernelFile(text))).toEqual([
      { ...NOTHING, name, rxBytes, rxPackets: 224_490_607 },
    ]);
  });

  it('skips later columns', () => {
    const text = `${HEADER}lo: 0 0 0 0 x x x x 0 0 0 0 x x x x max\n`;
    expect(parseNetDev(kernelFile(text))).toEqual([{ ...NOTHING, name: 'lo' }]);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['half a header', HEADER.slice(0, 79), 'malformed'],
    ['a missing column', `${HEADER}lo: 0 0 0 0 0 0 0 0 0 0 0\n`, 'malformed'],
    ['one bad column', NODE.replace('16746480', '167x6480'), 'malformed'],
    ['a negative column', NODE.replace('16746480', '-1'), 'malformed'],
    ['max', NODE.replace('16746480', 'max'), 'malformed'],
    ['a line without a colon', NODE.replace('cni0:', 'cni0'), 'malformed'],
    ['a line without a name', NODE.replace('cni0:', ':'), 'malformed'],
    ['an empty line', `${NODE}\n`, 'malformed'],
    ['a line cut short', NODE.slice(0, -30), 'malformed'],
    ['too large a number', NODE.replace('16746480', '9007199254740992'), 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseNetDev, file)).toBe(code);
  });

  it('gives entries or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseNetDev, NODE);
  });
});
