import { charts } from './charts';
import { detail } from './detail';
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

/** Every text in English. */
export const en = {
  ...shell.en,
  ...formats.en,
  ...charts.en,
  ...tables.en,
  ...overview.en,
  ...nodes.en,
  ...namespaces.en,
  ...workloads.en,
  ...pages.en,
  ...pods.en,
  ...detail.en,
  ...top.en,
} as const;
