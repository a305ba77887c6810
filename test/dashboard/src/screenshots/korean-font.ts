import { spawnSync } from 'node:child_process';
import { installPackage } from '@kubemonitor/peer-programs';

/** 10 MB; any other font with Hangul does as well. */
const FONT_PACKAGE = 'fonts-nanum';

/**
 * Sees to a font for the pictures in Korean: without one they would be full of boxes. Tests need none.
 * @throws ProgramError when there is none and none can be installed
 */
export function ensureKoreanFont(say: (text: string) => void): void {
  const { stdout } = spawnSync('fc-list', [':lang=ko', 'family'], { encoding: 'utf8' });
  if ((stdout ?? '').trim() === '') installPackage(FONT_PACKAGE, say);
}
