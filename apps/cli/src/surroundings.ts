/** What the program needs of the process it runs in, so that tests can stand in for it. */
export interface Surroundings {
  /** What it was called as: `kubemonitor`, or `kubectl monitor` as a plug-in. */
  readonly programName: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: NodeJS.ReadStream;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Registers what has to be undone when the program ends, in whatever way; last in, first out. */
  readonly defer: (cleanUp: () => Promise<void>) => void;
  /** Resolves when somebody wants the program to end: SIGINT or SIGTERM. */
  readonly interrupted: Promise<void>;
}

/** The standard output or the standard error. */
export interface Output {
  /** Writes all of it; resolves when more can be taken. */
  readonly write: (text: string) => Promise<void>;
  /** The same for those that cannot wait; a reader that has gone away is left out. */
  readonly put: (text: string) => void;
  readonly isTerminal: boolean;
  readonly hasColours: boolean;
  /** Columns and rows of the terminal as they are now. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly onResize: (listener: () => void) => () => void;
}
