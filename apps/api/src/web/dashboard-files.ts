import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

/** A file of the dashboard, as it is sent. */
export interface DashboardFile {
  /** From the folder, with `/`: `index.html`, `assets/index-C2f7.js`. */
  readonly path: string;
  readonly type: string;
  /** Changes with the content. */
  readonly etag: string;
  /** The name has a hash of the content in it: what has been loaded never changes. */
  readonly isImmutable: boolean;
  readonly bytes: Buffer;
  /** The same packed with gzip, kept once made; undefined where that saves nothing. */
  pack(): Buffer | undefined;
}

/** Types of what the build makes. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Where the build puts what has a hash in its name. */
const HASHED_FOLDER = 'assets/';

const INDEX = 'index.html';

/** Packed to more than this share of its length, a file is sent as it is. */
const WORTH_PACKING = 0.9;

/**
 * Where the built dashboard lies: beside the bundle in an image, next to it in `dist`, there too
 * when the server is run from its sources. Null when it has not been built.
 */
export function findDashboard(folder = __dirname): string | null {
  const candidates = ['dashboard', '../dashboard', '../../../../dist/dashboard'];
  const paths = candidates.map((path) => join(folder, path));
  return paths.find((path) => existsSync(join(path, INDEX))) ?? null;
}

/** All files of the folder; hidden ones, which are notes of the build, are left out. */
export function readDashboard(folder: string): readonly DashboardFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/(^|\/)\./.test(path))
    .sort()
    .map((path) => readOne(folder, path));
}

function readOne(folder: string, path: string): DashboardFile {
  const bytes = readFileSync(join(folder, path));
  return {
    path,
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isImmutable: path.startsWith(HASHED_FOLDER),
    bytes,
    pack: packOnce(bytes),
  };
}

/** Packs when first asked to, as small as it gets: everybody who opens the page loads it. */
function packOnce(bytes: Buffer): () => Buffer | undefined {
  let kept: { packed: Buffer | undefined } | undefined;
  return () => {
    if (kept === undefined) {
      const packed = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
      kept = { packed: packed.length < bytes.length * WORTH_PACKING ? packed : undefined };
    }
    return kept.packed;
  };
}
