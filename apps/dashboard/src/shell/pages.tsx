import { lazy } from 'react';
import type { RouteMatch } from '../state/match-route';
import { NotFound } from './not-found';

const Overview = lazy(() => import('../pages/overview'));
const Nodes = lazy(() => import('../pages/nodes'));
const Namespaces = lazy(() => import('../pages/namespaces'));
const Workloads = lazy(() => import('../pages/workloads'));
const Pods = lazy(() => import('../pages/pods'));
const Detail = lazy(() => import('../pages/detail'));
const Top = lazy(() => import('../pages/top'));

/** The page of a route, loaded when it is first gone to. */
export function Page({ page }: { page: RouteMatch['page'] }) {
  switch (page) {
    case 'overview':
      return <Overview />;
    case 'nodes':
      return <Nodes />;
    case 'namespaces':
      return <Namespaces />;
    case 'workloads':
      return <Workloads />;
    case 'pods':
      return <Pods />;
    case 'top':
      return <Top />;
    case 'not-found':
      return <NotFound />;
    default:
      return <Detail />;
  }
}
