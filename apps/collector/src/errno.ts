const ERRNO_NAME = /^E[A-Z0-9]+$/;

/** The errno name of `error` (`ENOENT`), or undefined when it is no system error. */
export function errnoOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
  return typeof code === 'string' && ERRNO_NAME.test(code) ? code : undefined;
}
