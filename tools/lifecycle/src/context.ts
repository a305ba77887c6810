import type { CommandRunner, Console, Kubectl } from '@kubemonitor/compare';

/** Time, passed in so that tests need none of it. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** What every command works with. */
export interface LifecycleContext {
  /** Absolute path of the checked out project. */
  readonly workspace: string;
  readonly env: NodeJS.ProcessEnv;
  readonly console: Console;
  readonly clock: Clock;
  readonly runner: CommandRunner;
  readonly kubectl: Kubectl;
  /** Namespace of the installation. */
  readonly namespace: string;
  /** Asks a yes-or-no question; no when there is no terminal to ask on. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Registers what has to be undone when the command ends, in whatever way; last in, first out. */
  readonly defer: (cleanUp: () => Promise<void>) => void;
}
