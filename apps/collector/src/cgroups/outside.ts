import { dirname } from 'node:path';

/** Slices whose members are worth a row each: services, virtual machines, users' sessions. */
const UNIT_PARENTS: ReadonlySet<string> = new Set([
  '/system.slice',
  '/machine.slice',
  '/user.slice',
]);

/** What the API takes for an id; U+FFFD stands for bytes of a name that are no UTF-8. */
const REPORTABLE_PATH = /^[^\u0000-\u001f\u007f\ufffd]{1,1024}$/;

/** Mounts and CRI-O's monitor processes: systemd gives them cgroups, they do no work. */
const NO_WORKLOAD = /^crio-conmon-|\.mount$/;

/** True when neither `name` nor what is below it is of interest. */
export function isWithoutWorkload(name: string): boolean {
  return NO_WORKLOAD.test(name);
}

/** True for kubelet's own levels (`kubepods`, `kubelet-kubepods.slice`) and all below them. */
export function isOfKubepods(path: string): boolean {
  return path.includes('kubepods');
}

/** True for a directory whose new sub-directories should show in the very next tick. */
export function isUnitParent(path: string): boolean {
  return path === '/' || UNIT_PARENTS.has(path);
}

/** True for a cgroup outside pods that gets a row by where it is: top level, or a unit. */
export function isReportedPlace(path: string): boolean {
  return isUnitParent(dirname(path)) && !isOfKubepods(path);
}

/** True for a path that can be sent: one odd name must not spoil the report. */
function isReportable(path: string): boolean {
  return REPORTABLE_PATH.test(path);
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/**
 * The cgroups to report: at most `most`, upper levels first and by name within a level, so
 * that the same ones are reported each time. Cgroups with pods inside are left out, since
 * their figures are those of the pods.
 */
export function selectOutside(
  paths: ReadonlySet<string>,
  pathsOfPods: readonly string[],
  most: number,
): readonly string[] {
  const ancestors = new Set<string>();
  for (const path of pathsOfPods) addAncestors(path, ancestors);
  return [...paths]
    .filter((path) => !ancestors.has(path) && isReportable(path))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, most);
}

function addAncestors(path: string, ancestors: Set<string>): void {
  for (let above = dirname(path); above !== '/' && !ancestors.has(above); above = dirname(above)) {
    ancestors.add(above);
  }
}
