import type { Subject } from './subject';

/** How a page's charts are drawn: the whole, or stacked from its parts. */
export const VIEWS = ['total', 'pods', 'namespaces', 'containers'] as const;

export type View = (typeof VIEWS)[number];

const VIEWS_OF: Readonly<Record<Subject['page'], readonly View[]>> = {
  node: ['total', 'pods', 'namespaces'],
  namespace: ['total', 'pods'],
  workload: ['total', 'pods'],
  pod: ['total', 'containers'],
  container: ['total'],
};

/** The views of a kind of page, the whole first. */
export function viewsOf(page: Subject['page']): readonly View[] {
  return VIEWS_OF[page];
}

/** The view the URL asks for (`view=pods`); the whole when it has no such one. */
export function readView(page: Subject['page'], text: string | null): View {
  return viewsOf(page).find((view) => view === text) ?? 'total';
}
