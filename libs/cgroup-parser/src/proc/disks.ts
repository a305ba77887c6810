/** What is not a disk of its own, by what makes it. */
const NOT_A_DISK: readonly RegExp[] = [
  // In memory, on a file, on other disks (dm, md, bcache, drbd, ZFS volumes), removable.
  /^(loop|ram|zram|dm-|md|md_d|bcache|drbd|zd|sr|scd|fd)\d/,
  // Hardware areas of a flash card, and the single paths below a multipath NVMe disk.
  /^mmcblk\d+(boot|rpmb|gp)/,
  /^nvme\d+c\d+n\d/,
  // Partitions (block/partitions/core.c): the disk's name and a number, with a `p` between
  // them when the disk's name ends with a digit.
  /^(sd|hd|vd|xvd|ubd|dasd)[a-z]+\d+$/,
  /\dp\d+$/,
];

/**
 * Whether a block device is a disk of its own, so that adding up all such devices counts
 * each byte once. A name is all there is to go by without the host's /sys: a partition that
 * a hypervisor offers without its disk (`xvda1`) is taken for a partition.
 * @param name as in /proc/diskstats
 */
export function isWholeDisk(name: string): boolean {
  return !NOT_A_DISK.some((pattern) => pattern.test(name));
}
