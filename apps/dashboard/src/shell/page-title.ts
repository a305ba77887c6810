import { t } from '../i18n';
import { ANY_NAMESPACE, type RouteMatch } from '../state/match-route';

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
      if (route.namespace === ANY_NAMESPACE) return t('shell.page.pod_any', { name: route.pod });
      return t('shell.page.pod', { name: route.pod, namespace: route.namespace });
    case 'container':
      if (route.namespace === ANY_NAMESPACE) {
        return t('shell.page.container_any', { name: route.container, pod: route.pod });
      }
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
