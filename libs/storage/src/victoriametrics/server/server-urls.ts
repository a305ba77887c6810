/** Addresses of a server, made from the base URL an operator gives. */
export interface ServerUrls {
  /** Remote write. */
  readonly write: string;
  /** Where `export`, `query` and the like hang. */
  readonly api: string;
  /** The page of flags, which only a single-node server has at its root. */
  readonly flags: string | undefined;
}

const WRITE_PATH = '/api/v1/write';
/** Ends of addresses that are complete already: Prometheus and VictoriaMetrics, Mimir, Thanos Receive. */
const WRITE_ENDS = ['/api/v1/write', '/api/v1/push', '/api/v1/receive'];

/**
 * The address of remote write. A base such as `http://victoria:8428`,
 * `http://vminsert:8480/insert/0/prometheus` or `…/insert/multitenant/prometheus` gets
 * `/api/v1/write`; an address that is complete stays.
 */
export function toWriteUrl(base: string): string {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/, '');
  if (!WRITE_ENDS.some((end) => path.endsWith(end))) url.pathname = path + WRITE_PATH;
  return url.href;
}

/**
 * The address questions hang below: `http://victoria:8428/api/v1`,
 * `http://vmselect:8481/select/0/prometheus/api/v1`.
 */
export function toReadUrl(base: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}/api/v1`;
  return url.href;
}

/** All addresses of a server. @throws RangeError for URLs with a password, TypeError for none */
export function toServerUrls(writeBase: string, readBase: string): ServerUrls {
  for (const base of [writeBase, readBase]) {
    const { username, password } = new URL(base);
    if (username === '' && password === '') continue;
    throw new RangeError('name and password belong in the headers file, not in the URL');
  }
  const isCluster = /^\/select\//.test(new URL(readBase).pathname);
  return {
    write: toWriteUrl(writeBase),
    api: toReadUrl(readBase),
    flags: isCluster ? undefined : new URL('/flags', readBase).href,
  };
}
