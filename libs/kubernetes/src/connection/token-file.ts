import { readFileSync, statSync } from 'node:fs';
import { badSettings } from './connection-settings';

const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The bearer token in a file. The kubelet replaces a projected token when 80 % of its life
 * are over (by exchanging a link), so the file is looked at before each use and read again
 * when it changed.
 */
export class TokenFile {
  private token = '';
  private version = '';

  constructor(private readonly path: string) {}

  /**
   * The token as the file holds it now.
   * @throws KubernetesError (`BadSettings`) when it cannot be read or holds no line of printable text
   */
  read(): string {
    try {
      const { ino, mtimeMs, size } = statSync(this.path);
      const version = `${ino} ${mtimeMs} ${size}`;
      if (version !== this.version) {
        this.token = readFileSync(this.path, 'utf8').trim();
        this.version = version;
      }
    } catch (cause) {
      throw badSettings(`${this.path} cannot be read`, cause);
    }
    if (!PRINTABLE.test(this.token)) throw badSettings(`${this.path} holds no token`);
    return this.token;
  }
}
