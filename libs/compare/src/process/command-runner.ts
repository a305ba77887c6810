import { quoteWords } from './words';
import { CommandError, type Fault } from '../command-error';
import { runProcess, type ProcessResult, type RunOptions } from './run-process';

/** Runs programs for the commands; with a dry run, those that change something are only told. */
export class CommandRunner {
  constructor(
    readonly isDryRun: boolean,
    private readonly tell: (line: string) => void,
  ) {}

  /** Runs what only reads, whatever its exit code. */
  read(words: readonly string[], options?: RunOptions): Promise<ProcessResult> {
    return runProcess(words, options);
  }

  /**
   * Runs what changes something, or says what would be run.
   * @returns its standard output; empty with a dry run
   * @throws CommandError when it fails
   */
  async change(words: readonly string[], options?: RunOptions): Promise<string> {
    if (this.isDryRun) {
      const file = options?.inputFile === undefined ? '' : ` < ${quoteWords([options.inputFile])}`;
      this.tell(`would run: ${quoteWords(words)}${file}`);
      return '';
    }
    return requireSuccess(words, await runProcess(words, options));
  }
}

const SHOWN_CHARACTERS = 2_000;

/**
 * The standard output of a program that went well.
 * @throws CommandError with the end of what it wrote
 */
export function requireSuccess(words: readonly string[], result: ProcessResult): string {
  if (result.code === 0) return result.stdout;
  const written = (result.stderr.trim() || result.stdout.trim()).slice(-SHOWN_CHARACTERS);
  const ending = result.timedOut ? 'took too long' : `ended with code ${result.code}`;
  const known = KNOWN_FAULTS.find(({ pattern }) => pattern.test(written));
  throw new CommandError(`${quoteWords(words.slice(0, 6))} … ${ending}: ${written}`, {
    remedy: known?.remedy,
    fault: known?.fault ?? 'failed',
  });
}

const KNOWN_FAULTS: readonly { pattern: RegExp; remedy: string; fault: Fault }[] = [
  {
    pattern: /connection to the server .* was refused|no configuration has been provided|dial tcp/i,
    remedy:
      'The cluster does not answer. Is it started, and do KUBECONFIG and --context point to it? (`kubectl cluster-info`)',
    fault: 'missing',
  },
  {
    pattern: /context .* does not exist/i,
    remedy: '`kubectl config get-contexts` lists the contexts there are.',
    fault: 'missing',
  },
  {
    pattern: /forbidden|is not allowed|cannot .* at the cluster scope/i,
    remedy:
      'Your user lacks this right in the cluster (`kubectl auth can-i --list`). Installing needs the right to make namespaces and cluster roles.',
    fault: 'not_allowed',
  },
  {
    pattern: /you must be logged in|unauthorized/i,
    remedy: 'Your credentials for the cluster are refused or have expired: log in again.',
    fault: 'not_allowed',
  },
];
