import type { Fault } from '@kubemonitor/compare';

/** What the commands' exit codes mean; docs/operations.md lists them for users. */
export const EXIT = {
  done: 0,
  /** A step went wrong: a build, a roll-out, a request. */
  failed: 1,
  /** The command line is not understood. */
  badUsage: 2,
  /** Everything ran, and a check or a number is off. */
  off: 3,
  /** Something the command needs is not there: a program, a cluster, a right. */
  missing: 4,
  /** Ended by SIGINT or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a fault of the shared commands means here. */
export const EXIT_BY_FAULT: Readonly<Record<Fault, ExitCode>> = {
  failed: EXIT.failed,
  bad_usage: EXIT.badUsage,
  missing: EXIT.missing,
  unreachable: EXIT.failed,
  not_allowed: EXIT.missing,
  not_found: EXIT.failed,
};
