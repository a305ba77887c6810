import { join } from 'node:path';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { BlockDevices } from './block-devices';

const directory = useTemporaryDirectory();

function createDevices(...devices: [device: string, name: string][]): BlockDevices {
  const blockDevices = new BlockDevices(directory());
  blockDevices.update(devices.map(([device, name]) => ({ device, name })));
  return blockDevices;
}

it.each([
  ['a disk', '8:0', 'sda', true],
  ['an NVMe disk', '259:0', 'nvme0n1', true],
  ['a partition', '8:1', 'sda1', false],
  ['a loop device', '7:0', 'loop0', false],
  ['a device-mapper device', '253:0', 'dm-0', false],
  ['a RAID', '9:0', 'md0', false],
])('tells %s by its name', (_, device, name, isCounted) => {
  expect(createDevices([device, name]).isCounted(device)).toBe(isCounted);
});

it('tells a stacked device of any name by its slaves', () => {
  writeFiles(directory(), {
    'dev/block/251:0/slaves/sda/dev': '8:0\n',
    'dev/block/8:0/size': '1\n',
  });
  const devices = createDevices(['251:0', 'vendor0'], ['8:0', 'sda']);

  expect(devices.isCounted('251:0')).toBe(false);
  expect(devices.isCounted('8:0')).toBe(true);
});

it('tells a partition of any name by its number', () => {
  writeFiles(directory(), { 'dev/block/202:3/partition': '3\n' });

  expect(createDevices(['202:3', 'odd']).isCounted('202:3')).toBe(false);
});

it('counts a device nothing is known of', () => {
  expect(createDevices().isCounted('252:7')).toBe(true);
});

it('decides anew when a device number was given to another device', () => {
  const devices = createDevices(['8:0', 'sda']);
  expect(devices.isCounted('8:0')).toBe(true);

  devices.update([{ device: '8:0', name: 'loop0' }]);

  expect(devices.isCounted('8:0')).toBe(false);
});

it('takes a file in place of the slaves for none', () => {
  writeFiles(directory(), { [join('dev/block/8:0', 'slaves')]: '' });

  expect(createDevices(['8:0', 'sda']).isCounted('8:0')).toBe(true);
});
