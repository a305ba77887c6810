import { useEffect, useId, useState } from 'react';
import { t } from '../i18n';
import { place } from '../state/location';
import { Link, pathTo, useRoute } from '../state/route';
import type { RouteMatch } from '../state/match-route';
import { useStore } from '../state/use-store';
import { ConnectionState } from './connection-state';
import { Icon } from './icon';
import { RangeControls } from './range-controls';
import { SettingsMenu } from './settings-menu';

const VIEWS = ['overview', 'nodes', 'namespaces', 'workloads', 'pods', 'top'] as const;

type View = (typeof VIEWS)[number];

/** The view a page belongs to. */
function viewOf(page: RouteMatch['page']): View | undefined {
  switch (page) {
    case 'node':
      return 'nodes';
    case 'namespace':
      return 'namespaces';
    case 'workload':
      return 'workloads';
    case 'pod':
    case 'container':
      return 'pods';
    case 'not-found':
      return undefined;
    default:
      return page;
  }
}

/** Above every page: where one can go, the time range, the connection, settings. */
export function Header() {
  const { path } = useStore(place);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="header" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button
        type="button"
        className="icon-button header-menu"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={t('shell.nav.menu')}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'close' : 'menu'} />
      </button>
      <Link to={pathTo.overview()} className="brand">
        <Icon name="brand" />
        <span className="brand-name">kubemonitor</span>
      </Link>
      <Navigation id={id} isOpen={isOpen} />
      <div className="header-tools">
        <RangeControls />
        <ConnectionState />
        <SettingsMenu />
      </div>
    </header>
  );
}

function Navigation({ id, isOpen }: { id: string; isOpen: boolean }) {
  const { page } = useRoute();
  const view = viewOf(page);
  return (
    <nav id={id} className="nav" data-open={isOpen} aria-label={t('shell.nav.label')}>
      {VIEWS.map((name) => (
        <Link key={name} to={pathTo[name]()} aria-current={ariaCurrent(name, view, page)}>
          {t(`shell.nav.${name}`)}
        </Link>
      ))}
      <a href="/docs">{t('shell.nav.docs')}</a>
    </nav>
  );
}

/** `page` of the view itself, `true` of what lies within it. */
function ariaCurrent(name: View, view: View | undefined, page: RouteMatch['page']) {
  if (name !== view) return undefined;
  return name === page ? 'page' : 'true';
}
