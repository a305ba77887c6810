import { join } from 'node:path';
import { SYSTEM_TIMERS } from './clock/timers';
import { runCollector } from './run';

const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;
/** A process ended by a signal has this plus the signal's number as its exit code. */
const SIGNAL_EXIT_BASE = 128;

const stop = new AbortController();

for (const [signal, number] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    // A second signal is a wish to end at once.
    if (stop.signal.aborted) process.exit(SIGNAL_EXIT_BASE + number);
    stop.abort();
  });
}

void runCollector({
  args: process.argv.slice(2),
  environment: process.env,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  timers: SYSTEM_TIMERS,
  stop: stop.signal,
  factsScript: join(__dirname, 'facts-child.cjs'),
}).then((code) => process.exit(code));
