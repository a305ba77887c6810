import type { Surroundings } from '../surroundings';

const CTRL_C = '\u0003';

/**
 * Hands over keys as they are pressed, where the input is a terminal; Ctrl-C is one of them.
 * @returns gives the input back
 */
export function listenToKeys(
  stdin: Surroundings['stdin'],
  onKey: (key: string) => void,
): () => void {
  if (!stdin.isTTY) return () => undefined;
  const onData = (data: Buffer | string): void => {
    for (const key of String(data)) onKey(key === CTRL_C ? 'ctrl-c' : key);
  };
  stdin.setRawMode(true);
  stdin.on('data', onData);
  stdin.resume();
  return () => {
    stdin.off('data', onData);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
