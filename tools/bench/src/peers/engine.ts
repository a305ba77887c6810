/** A metrics engine beside ours, running. */
export interface Engine {
  readonly name: string;
  /** Another one after a restart. */
  readonly pid: number;
  readonly url: string;
  /** Where remote write requests go. */
  readonly writeUrl: string;
  /** Where its data are. */
  readonly directory: string;
  /** Makes everything written visible to queries. */
  flush(): Promise<void>;
  /**
   * Has it merge or compact what it holds, as it would later by itself.
   * @returns bytes of what came out, where that is not all of `directory`
   */
  compact(): Promise<number | undefined>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again without waiting for it. */
  spawn(): void;
  stop(): Promise<void>;
}
