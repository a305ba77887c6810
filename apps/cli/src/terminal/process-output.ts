import type { WriteStream } from 'node:tty';
import { mayColour } from '@kubemonitor/compare';
import type { Output } from '../surroundings';

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** A stream of the process as an output. A reader that has gone away ends the program quietly. */
export function toOutput(stream: WriteStream, env: NodeJS.ProcessEnv): Output {
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    put: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    hasColours: isColourWanted(stream, env),
    size: () => ({
      columns: stream.columns || DEFAULT_COLUMNS,
      rows: stream.rows || DEFAULT_ROWS,
    }),
    onResize: (listener) => {
      stream.on('resize', listener);
      return () => void stream.off('resize', listener);
    },
  };
}

/** NO_COLOR wins over FORCE_COLOR: https://no-color.org, https://force-color.org. */
export function isColourWanted(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const isRefused = (env['NO_COLOR'] ?? '') !== '';
  const forced = env['FORCE_COLOR'] ?? '';
  if (!isRefused && forced !== '' && forced !== '0' && forced !== 'false') return true;
  return mayColour(stream, env as NodeJS.ProcessEnv);
}
