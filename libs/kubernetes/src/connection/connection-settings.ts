import { readFileSync } from 'node:fs';
import { KubernetesError } from '../client';

/** How the API server proves itself to us, and we to it. */
export interface TlsSettings {
  /** PEM; undefined = the authorities Node.js trusts. */
  readonly ca?: Buffer;
  /** PEM of the client certificate and its key. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Name the server's certificate must have, where it is not the one in the URL. */
  readonly servername?: string;
  /** False = anybody may claim to be the server. */
  readonly rejectUnauthorized: boolean;
}

/** All it takes to ask an API server. */
export interface ConnectionSettings {
  /** `http:` or `https:`, with a path when the server stands behind a proxy. */
  readonly server: URL;
  readonly tls: TlsSettings;
  /** The bearer token as it is now; it is asked for before each request, since tokens rotate. */
  readonly readToken?: () => string;
}

/**
 * Address of the API server.
 * @throws KubernetesError (`BadSettings`) when it is no http or https URL
 */
export function parseServer(text: string, source: string): URL {
  const server = URL.canParse(text) ? new URL(text) : undefined;
  if (server === undefined || !/^https?:$/.test(server.protocol)) {
    throw badSettings(`${source}: "${text}" is no http or https URL`);
  }
  return server;
}

/** @throws KubernetesError (`BadSettings`) when it cannot be read */
export function readSettingsFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw badSettings(`${path} cannot be read`, cause);
  }
}

/** Settings that cannot work: the one who made them has to be told. */
export function badSettings(message: string, cause?: unknown): KubernetesError {
  return new KubernetesError(undefined, 'BadSettings', message, cause);
}
