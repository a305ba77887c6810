import { readFileSync } from 'node:fs';

/**
 * Labels as STORAGE_LABELS writes them: `cluster=north,team=a`.
 * @throws Error naming the piece that is no `name=value`
 */
export function parseLabels(text: string | undefined): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const piece of (text ?? '').split(',').map((part) => part.trim())) {
    if (piece === '') continue;
    const at = piece.indexOf('=');
    if (at <= 0) throw new Error(`STORAGE_LABELS: ${JSON.stringify(piece)} is not name=value.`);
    labels[piece.slice(0, at)] = piece.slice(at + 1);
  }
  return labels;
}

/**
 * Headers as STORAGE_HEADERS_FILE holds them: `Name: value` a line; empty lines and those that
 * begin with # are skipped.
 * @throws Error naming the line, never its value: it may be a secret
 */
export function parseHeaders(text: string): Record<string, string> {
  const headers = new Headers();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const at = line.indexOf(':');
    try {
      if (at <= 0) throw new TypeError('no colon');
      headers.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
    } catch {
      throw new Error(`STORAGE_HEADERS_FILE: line ${index + 1} is no "Name: value".`);
    }
  }
  return Object.fromEntries(headers);
}

/** @throws Error when the file cannot be read or understood */
export function readHeaders(path: string | undefined): Record<string, string> {
  return path === undefined ? {} : parseHeaders(readFileSync(path, 'utf8'));
}
