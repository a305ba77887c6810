import { Link } from '../../state/route';
import { Age, Value, type Column } from '../../tables';
import type { Identity } from './identity';
import type { TopItem } from './kinds';

interface Props {
  readonly item: TopItem;
  readonly identity: Identity;
  readonly index: number;
  readonly columns: readonly Column<TopItem>[];
  readonly isActive: boolean;
  onActivate(key: string): void;
}

/** A share from which on a limit is near, and from which on it is as good as reached. */
const WARNING_PERCENT = 80;
const BAD_PERCENT = 95;

/** One row: its name leads to its page. */
export function TopRow({ item, identity, index, columns, isActive, onActivate }: Props) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={isActive ? 'true' : undefined}
      onClick={() => onActivate(identity.key)}
    >
      {columns.map((column, place) =>
        place === 0 ? (
          <th key={column.key} scope="row">
            {identity.href === undefined ? (
              identity.texts[column.key]
            ) : (
              <Link
                to={identity.href}
                tabIndex={isActive ? 0 : -1}
                title={identity.texts[column.key] ?? ''}
              >
                {identity.texts[column.key]}
              </Link>
            )}
          </th>
        ) : (
          <td
            key={column.key}
            className={column.isNumeric === true ? 'top-number' : undefined}
            data-level={levelOf(column, item)}
          >
            <Cell column={column} item={item} />
          </td>
        ),
      )}
    </tr>
  );
}

function Cell({ column, item }: { column: Column<TopItem>; item: TopItem }) {
  const value = column.value(item);
  if (column.key === 'age_seconds') return <Age seconds={item.age_seconds} isStale={item.stale} />;
  if (column.isNumeric !== true) return value ?? '–';
  return (
    <Value
      value={value}
      unit={column.unit}
      missing={column.missing?.(item)}
      explanation={column.explain?.(item)}
    />
  );
}

/** Use near a limit stands out, also without colour: it is bold. */
function levelOf({ key, value }: Column<TopItem>, item: TopItem): string | undefined {
  if (!/^(cpu|memory)(_limit)?_percent$/.test(key)) return undefined;
  const percent = value(item);
  if (typeof percent !== 'number' || percent < WARNING_PERCENT) return undefined;
  return percent >= BAD_PERCENT ? 'bad' : 'warning';
}
