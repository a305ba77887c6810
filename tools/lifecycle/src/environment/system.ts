import { existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';

/** Whether programs can be installed by apt here. */
export type SystemKind = 'debian' | 'other';

export interface SystemDescription {
  readonly kind: SystemKind;
  /** `Ubuntu 22.04.4 LTS on WSL`. */
  readonly name: string;
}

const OS_RELEASE = '/etc/os-release';

/** What this machine runs. */
export function describeSystem(): SystemDescription {
  const text = existsSync(OS_RELEASE) ? readFileSync(OS_RELEASE, 'utf8') : '';
  return parseOsRelease(text, release());
}

/** Reads os-release(5); WSL is known by its kernel's name. */
export function parseOsRelease(text: string, kernel: string): SystemDescription {
  const value = (key: string) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const family = [value('ID'), ...value('ID_LIKE').split(' ')];
  const isDebian = family.includes('debian') || family.includes('ubuntu');
  const wsl = /microsoft/i.test(kernel) ? ' on WSL' : '';
  return {
    kind: isDebian ? 'debian' : 'other',
    name: `${value('PRETTY_NAME') || 'unknown'}${wsl}`,
  };
}
