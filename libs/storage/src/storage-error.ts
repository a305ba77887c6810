import { StoreError } from './store-error';

/**
 * What is wrong: `disk_full` and `read_only` as their names say; `write_failed` and
 * `sync_failed`: the disk refused; `locked`: another process has the directory;
 * `incompatible`: it was written with another interval or by another version;
 * `unreadable`: it cannot be opened or read.
 */
export type StorageErrorCode =
  | 'disk_full'
  | 'read_only'
  | 'write_failed'
  | 'sync_failed'
  | 'locked'
  | 'incompatible'
  | 'unreadable';

const CODES: Readonly<Record<string, StorageErrorCode>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
  EROFS: 'read_only',
  EACCES: 'read_only',
  EPERM: 'read_only',
};

/** A disk does not do what the store asks of it; what it holds already is not touched. */
export class StorageError extends StoreError {
  constructor(
    code: StorageErrorCode,
    /** File or directory it is about. */
    readonly path: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(code, message, options);
    this.name = 'StorageError';
  }
}

/** The StorageError an error of the file system stands for. @param doing what failed, as in "write the journal" */
export function toStorageError(
  error: unknown,
  path: string,
  doing: string,
  fallback: StorageErrorCode = 'write_failed',
): StorageError {
  if (error instanceof StorageError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = CODES[code] ?? fallback;
  return new StorageError(known, path, `cannot ${doing} (${path}): ${message}`, { cause: error });
}
