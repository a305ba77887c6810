import { readFileSync, statSync } from 'node:fs';

const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The bearer token in a file. Kubernetes replaces a projected token about once an hour, so
 * the file is looked at before each use and read again when it changed.
 */
export class TokenFile {
  private token = '';
  private version = '';

  constructor(private readonly path: string) {}

  /**
   * The token as the file holds it now.
   * @throws when the file cannot be read or does not hold one line of printable text.
   */
  read(): string {
    const { ino, mtimeMs, size } = statSync(this.path);
    const version = `${ino} ${mtimeMs} ${size}`;
    if (version !== this.version) {
      const token = readFileSync(this.path, 'utf8').trim();
      if (!PRINTABLE.test(token)) throw new Error(`${this.path} holds no token`);
      this.token = token;
      this.version = version;
    }
    return this.token;
  }
}
