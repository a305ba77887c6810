import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock/clock';

const FORGET_AFTER_MS = 300_000;
const MAX_NODES = 10_000;

/** Nodes whose reports are refused because their clock is off: lists name them. */
@Injectable()
export class SkewedNodes {
  private readonly since = new Map<string, number>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @returns true when the node was not noted before, so that it is logged once */
  note(node: string): boolean {
    const isNew = !this.since.has(node);
    if (isNew && this.since.size >= MAX_NODES) this.since.clear();
    this.since.set(node, this.clock.now());
    return isNew;
  }

  clear(node: string): void {
    this.since.delete(node);
  }

  list(): string[] {
    const oldest = this.clock.now() - FORGET_AFTER_MS;
    return [...this.since].filter(([, at]) => at >= oldest).map(([node]) => node);
  }
}
