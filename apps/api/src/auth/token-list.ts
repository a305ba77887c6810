import { timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { toDigest } from './bearer';
import type { TokenJudge, Verdict } from './verdict';

const TOKEN = /^[\x21-\x7e]+$/;

/** The file is looked at so often at most. */
const LOOK_EVERY_MS = 1_000;

/** A file that should hold tokens and does not. Its message names the line, never its text. */
export class TokenFileError extends Error {
  readonly code = 'bad_token_file';

  constructor(
    readonly path: string,
    message: string,
    cause?: unknown,
  ) {
    super(`${path}: ${message}`, { cause });
    this.name = 'TokenFileError';
  }
}

/**
 * The tokens of a file, one a line, all with the same rights. The file is read again when it
 * changed: also where it is a link that is swapped, as Kubernetes does with Secrets. While it
 * cannot be read, no token is valid.
 */
export class TokenList<T> implements TokenJudge<T> {
  private readonly logger = new Logger('Auth');
  private readonly accepted: Verdict<T>;
  private digests: readonly Buffer[];
  private version: string;
  private lookedAtMs: number;

  /**
   * @param who what a token of the file stands for
   * @param now a clock that only goes forward, ms
   * @throws TokenFileError when the file cannot be read or holds no token
   */
  constructor(
    private readonly path: string,
    who: T,
    private readonly now: () => number,
  ) {
    this.accepted = { who };
    this.lookedAtMs = now();
    this.version = readVersion(path);
    this.digests = readDigests(path);
  }

  judge(token: string): Verdict<T> {
    this.look();
    const digest = toDigest(token);
    let isListed = false;
    // All are compared, and their hashes: how long it takes tells nothing of a right one.
    for (const listed of this.digests) isListed = timingSafeEqual(listed, digest) || isListed;
    return isListed ? this.accepted : { refused: 'wrong_token' };
  }

  private look(): void {
    const nowMs = this.now();
    if (nowMs - this.lookedAtMs < LOOK_EVERY_MS) return;
    this.lookedAtMs = nowMs;
    const version = readVersion(this.path);
    if (version === this.version) return;
    this.version = version;
    try {
      this.digests = readDigests(this.path);
      this.logger.log(`tokens_file=${JSON.stringify(this.path)} tokens=${this.digests.length}`);
    } catch (error) {
      if (!(error instanceof TokenFileError)) throw error;
      this.digests = [];
      this.logger.error(`${error.message}; no token is valid until it is right`);
    }
  }
}

/** Changes with the file a path leads to. */
function readVersion(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'none' : `${stats.dev} ${stats.ino} ${stats.mtimeMs} ${stats.size}`;
}

function readDigests(path: string): Buffer[] {
  const lines = readText(path).split('\n');
  const bad = lines.findIndex((line) => line.trim() !== '' && !TOKEN.test(line.trim()));
  if (bad >= 0) throw new TokenFileError(path, `line ${bad + 1} is no token: one word of ASCII`);
  const tokens = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (tokens.length === 0) throw new TokenFileError(path, 'holds no token');
  return tokens.map(toDigest);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    throw new TokenFileError(path, `cannot be read (${code})`, cause);
  }
}
