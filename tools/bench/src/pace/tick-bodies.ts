/** The request bodies of one tick, one a node. */
export interface TickBodies {
  readonly tick: number;
  readonly count: number;
  /**
   * Body of node `node`. It may be overwritten when the same node's body of another tick is
   * asked for, so it must be sent before.
   */
  body(node: number): Uint8Array;
}
