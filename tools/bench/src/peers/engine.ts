/** A metrics engine beside ours, running. */
export interface Engine {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Where remote write requests go. */
  readonly writeUrl: string;
  /** Where its data are. */
  readonly directory: string;
  /** Makes everything written visible to queries. */
  flush(): Promise<void>;
}
