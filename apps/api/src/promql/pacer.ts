/** Tells when it is time to let others have their turn; a query's budget is one. */
export interface Pacer {
  readonly isDue: boolean;
  /** @throws PromqlError when the query's time is up */
  rest(): Promise<void>;
}
