/*
 * cgroup.controllers and cgroup.subtree_control of cgroup v2. Kernel:
 * Documentation/admin-guide/cgroup-v2.rst, "Core Interface Files"; since 4.5. One line;
 * of three cgroups:
 *
 *   cpuset cpu io memory hugetlb pids rdma misc
 *   cpuset cpu io memory pids
 *   cpuset cpu memory hugetlb pids
 */
import type { KernelBytes } from '../kernel-bytes';
import { KernelCursor } from '../text/kernel-cursor';

/**
 * Parses cgroup.controllers of cgroup v2: the names of the controllers that may be enabled
 * below, in the kernel's order. No controller is an empty file, hence an empty array. A
 * controller that is missing here has no files in the children.
 * @throws KernelFormatError `malformed` for a second line or one without its end
 */
export function parseCgroupControllers(bytes: KernelBytes): string[] {
  const controllers: string[] = [];
  if (bytes.length === 0) return controllers;
  const cursor = new KernelCursor(bytes, 'cgroup.controllers');
  for (cursor.skipSpaces(); !cursor.isAtLineEnd; cursor.skipSpaces()) {
    controllers.push(cursor.readWord());
  }
  cursor.expectEnd();
  return controllers;
}
