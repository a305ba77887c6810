import { charts } from './charts';
import { detail } from './detail';
import type { en } from './en';
import { formats } from './formats';
import { namespaces } from './namespaces';
import { nodes } from './nodes';
import { overview } from './overview';
import { pages } from './pages';
import { pods } from './pods';
import { shell } from './shell';
import { tables } from './tables';
import { top } from './top';
import { workloads } from './workloads';

type MessageKey = keyof typeof en;

/** Every text in Korean. */
export const ko: Readonly<Record<MessageKey, string>> = {
  ...shell.ko,
  ...formats.ko,
  ...charts.ko,
  ...tables.ko,
  ...overview.ko,
  ...nodes.ko,
  ...namespaces.ko,
  ...workloads.ko,
  ...pages.ko,
  ...pods.ko,
  ...detail.ko,
  ...top.ko,
};
