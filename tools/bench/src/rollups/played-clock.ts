/** Header of a request that tells a program with a played clock what time it is, ms since the epoch. */
export const PLAYED_NOW_HEADER = 'x-played-now';

/** Upkeep, which a server does once a second, is due so often then, real ms. */
const UPKEEP_MS = 20;

/**
 * Arguments of node with which a program's clock stands at `startMs` and then at what the
 * newest request says: days of history pass through the server itself, its limits and its
 * upkeep, in minutes.
 */
export function playedClockArguments(startMs: number): string[] {
  const script = `
    import { Server } from 'node:http';
    let now = ${startMs};
    Date.now = () => now;
    const emit = Server.prototype.emit;
    Server.prototype.emit = function (name, request, ...rest) {
      const told = name === 'request' ? request.headers['${PLAYED_NOW_HEADER}'] : undefined;
      if (told !== undefined) now = Number(told);
      return emit.call(this, name, request, ...rest);
    };
    const every = globalThis.setInterval;
    globalThis.setInterval = (run, ms, ...rest) => every(run, ms === 1000 ? ${UPKEEP_MS} : ms, ...rest);
  `;
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
}
