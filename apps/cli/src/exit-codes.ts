import type { Fault } from '@kubemonitor/compare';

/** What the exit codes mean; docs/cli.md lists them for users. */
export const EXIT = {
  done: 0,
  /** Something went wrong on the way. */
  failed: 1,
  /** The command line, or a value in it, is not understood. */
  badUsage: 2,
  /** The API, or the cluster on the way to it, does not answer. */
  unreachable: 3,
  /** A token or right lacks. */
  notAllowed: 4,
  /** What was asked for is not known. */
  notFound: 5,
  /** Everything was looked at, and something is off: a finding, a number, a damaged file. */
  off: 6,
  /** Ended by SIGINT or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_BY_FAULT: Readonly<Record<Fault, ExitCode>> = {
  failed: EXIT.failed,
  bad_usage: EXIT.badUsage,
  missing: EXIT.unreachable,
  unreachable: EXIT.unreachable,
  not_allowed: EXIT.notAllowed,
  not_found: EXIT.notFound,
};

/** The list at the end of every `--help`. */
export const EXIT_CODE_HELP = `Exit codes:
  0 done   1 failed   2 not understood   3 the API does not answer   4 not allowed
  5 not found   6 looked at, and something is off   130 interrupted`;
