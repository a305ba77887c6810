import { t } from '../i18n';

export interface TableBarProps {
  readonly caption: string;
  readonly filter: string;
  readonly shown: number;
  readonly total: number;
  readonly restPath: string | undefined;
  /** Columns to the right of what is in view. */
  readonly beyond: number;
  onBeyond(): void;
  onFilter(filter: string): void;
  onDownload(): void;
}

/** Above a table: the filter, how many rows there are, and the ways to take them along. */
export function TableBar(props: TableBarProps) {
  const { caption, filter, shown, total, restPath, onFilter, onDownload } = props;
  return (
    <div className="table-bar">
      <input
        type="search"
        value={filter}
        placeholder={t('tables.filter.placeholder')}
        aria-label={t('tables.filter', { caption })}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => onFilter(target.value)}
      />
      <span className="table-count" role="status">
        {filter.trim() === ''
          ? t('tables.count', { total })
          : t('tables.count.filtered', { shown, total })}
      </span>
      <span className="table-bar-end">
        {props.beyond > 0 && (
          <button type="button" onClick={props.onBeyond}>
            {t('tables.beyond', { count: props.beyond })}
          </button>
        )}
        <button type="button" aria-label={t('tables.csv.hint', { caption })} onClick={onDownload}>
          CSV
        </button>
        {restPath !== undefined && (
          <a
            href={restPath}
            target="_blank"
            rel="noreferrer"
            aria-label={t('tables.rest.hint', { caption })}
          >
            REST
          </a>
        )}
      </span>
    </div>
  );
}
