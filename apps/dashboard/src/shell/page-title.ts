import { t } from '../i18n';
import type { RouteMatch } from '../state/match-route';

/** What the page of a route is called: its title in the tab and in what is read out. */
export function titleOf(route: RouteMatch): string {
  switch (route.page) {
    case 'node':
      return t('shell.page.node', { name: route.node });
    case 'namespace':
      return t('shell.page.namespace', { name: route.namespace });
    case 'workload':
      return t('shell.page.workload', {
        kind: route.kind,
        name: route.workload,
        namespace: route.namespace,
      });
    case 'pod':
      return t('shell.page.pod', { name: route.pod, namespace: route.namespace });
    case 'container':
      return t('shell.page.container', {
        name: route.container,
        pod: route.pod,
        namespace: route.namespace,
      });
    case 'not-found':
      return t('shell.page.not_found');
    default:
      return t(`shell.nav.${route.page}`);
  }
}
