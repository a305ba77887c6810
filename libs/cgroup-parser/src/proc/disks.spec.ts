import { isWholeDisk } from './disks';

describe('isWholeDisk', () => {
  it.each([
    'sda',
    'sdaa',
    'hda',
    'vda',
    'vdz',
    'xvdf',
    'dasda',
    'nvme0n1',
    'nvme10n2',
    'mmcblk0',
    'nbd0',
    'rbd12',
    'pmem0',
    'cciss/c0d0',
    'mtdblock3',
  ])('counts %s', (name) => {
    expect(isWholeDisk(name)).toBe(true);
  });

  it.each([
    'sda1',
    'sdaa12',
    'hda1',
    'vda1',
    'xvda1',
    'dasda1',
    'nvme0n1p1',
    'nvme10n2p15',
    'mmcblk0p1',
    'mmcblk0boot0',
    'mmcblk0rpmb',
    'nbd0p1',
    'cciss/c0d0p1',
    'nvme0c0n1',
    'loop0',
    'loop0p1',
    'ram0',
    'zram0',
    'dm-3',
    'md127',
    'md127p1',
    'md_d0',
    'bcache0',
    'drbd1',
    'zd16',
    'sr0',
    'fd0',
  ])('leaves out %s', (name) => {
    expect(isWholeDisk(name)).toBe(false);
  });
});
