import { parseArgs } from 'node:util';
import { COLLECTOR_ENVIRONMENT, describeEnvironment } from '@kubemonitor/config';

/** What the command line asks for. */
export interface Arguments {
  readonly help: boolean;
  readonly version: boolean;
  /** Print one report and end. */
  readonly once: boolean;
  /** Take and ship this many ticks and end; undefined = run until a signal. */
  readonly ticks?: number;
  /** Directory of a recorded node. */
  readonly recording?: string;
}

/** Everything that is wrong with a command line, in one message. */
export class ArgumentError extends Error {
  readonly code = 'bad_arguments';

  constructor(readonly faults: readonly string[]) {
    super(`Arguments: ${faults.join('; ')}`);
    this.name = 'ArgumentError';
  }
}

const OPTIONS = {
  help: { type: 'boolean' },
  version: { type: 'boolean' },
  once: { type: 'boolean' },
  ticks: { type: 'string' },
  recording: { type: 'string' },
} as const;

const MOST_TICKS = 1_000_000_000;

/** The text of `--help`. */
export function describeUsage(): string {
  return `Usage: collector [options]

Reads the cgroups and procfs of this node and sends a report of them to the API at each
multiple of COLLECT_INTERVAL on the wall clock.

Options:
  --once           print one report as JSON and end; nothing is sent
  --ticks N        take and send N reports and end; exit code 1 when not all were delivered
  --recording DIR  look at a recorded node: DIR/rootfs is the host, DIR/times.json has the
                   times of reading; one report is sent, or printed with --once
  --version        print the version and end
  --help           print this and end

Environment:
${describeEnvironment(COLLECTOR_ENVIRONMENT)}

Exit codes: 0 done, 1 not all reports were delivered, 2 bad arguments or environment.
`;
}

/**
 * Reads the arguments behind the script's name.
 * @throws ArgumentError naming every fault.
 */
export function parseArguments(written: readonly string[]): Arguments {
  const { values, tokens } = parseArgs({
    args: [...written],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const faults = tokens.map(describeFault).filter((fault) => fault !== undefined);
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const recording = text(values.recording);
  const ticks = toTicks(text(values.ticks), recording !== undefined, faults);
  if (values.once === true && ticks !== undefined)
    faults.push('--once and --ticks exclude each other');
  if (faults.length > 0) throw new ArgumentError(faults);
  return {
    help: values.help === true,
    version: values.version === true,
    once: values.once === true,
    ticks: ticks ?? (recording === undefined ? undefined : 1),
    recording,
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function describeFault(token: Token): string | undefined {
  if (token.kind === 'positional') return `"${token.value}" is not an option`;
  if (token.kind !== 'option') return undefined;
  if (!Object.hasOwn(OPTIONS, token.name)) return `${token.rawName} is not known`;
  const { type } = OPTIONS[token.name as keyof typeof OPTIONS];
  if (type === 'string' && !token.value) return `${token.rawName} needs a value`;
  if (type === 'boolean' && token.value !== undefined) return `${token.rawName} takes no value`;
  return undefined;
}

function toTicks(
  written: string | undefined,
  isRecording: boolean,
  faults: string[],
): number | undefined {
  if (written === undefined) return undefined;
  const ticks = Number(written);
  const isCount = /^\d+$/.test(written) && ticks >= 1 && ticks <= MOST_TICKS;
  if (!isCount) faults.push(`--ticks "${written}" is not a whole number above 0`);
  else if (isRecording && ticks > 1) faults.push('a recording has one tick, --ticks must be 1');
  return isCount ? ticks : undefined;
}
