import { keepRange } from '../state/search';
import { splitName } from './split-name';

export interface CellLinkProps {
  readonly href: string;
  /** The page's time range as a query. */
  readonly range: string;
  readonly name: string;
  readonly tabIndex?: number;
  /** The end of a long name stays in sight. */
  readonly isSplit?: boolean;
}

/** A name as a link; a plain one, which the table listens to. */
export function CellLink({ href, range, name, tabIndex = -1, isSplit = false }: CellLinkProps) {
  const address = href.includes('?') ? keepRange(href, range) : href + range;
  const parts = isSplit ? splitName(name) : undefined;
  return (
    <a href={address} tabIndex={tabIndex} aria-label={parts === undefined ? undefined : name}>
      {parts === undefined ? name : NameParts({ parts })}
    </a>
  );
}

/** A long name, of which the middle gives way. */
export function NameParts({ parts: [start, end] }: { parts: readonly [string, string] }) {
  return (
    <>
      <span className="name-start">{start}</span>
      {end}
    </>
  );
}
