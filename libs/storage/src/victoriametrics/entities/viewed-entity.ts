import type { AbsentField, QosClass, ReasonCode, Scope } from '@kubemonitor/metrics-model';
import type { Entity, EntityTraits, GroupKeys } from '../../store';
import type { EntityTemplate } from '../write/entity-template';
import { RecentRows } from './recent-rows';

/** No tick yet. */
export const NEVER = -1;

/** Why values of an entity's newest sample are absent: its section's list, and its row there. */
export interface AbsentValues {
  readonly list: readonly AbsentField[];
  readonly row: number;
}

const NO_GROUPS: GroupKeys = { namespace: undefined, workload: undefined };
const NONE: AbsentValues = { list: [], row: NEVER };

/** An entity as this process knows it: from what it wrote itself and from what the server told. */
export class ViewedEntity implements Entity {
  firstSeenMs = Number.NaN;
  lastSeenMs = Number.NaN;
  lastTick = NEVER;
  traits: EntityTraits = {};
  /** Metrics it came with: what it counts against the series limit. */
  series = 0;
  /** Whether the server has a sample of it, so that others may be told. */
  isStored = false;
  groups: GroupKeys = NO_GROUPS;
  /** When the groups were last written or heard of, ms; NaN = they must be written. */
  groupsSaidMs = Number.NaN;
  /** Its series as bytes, kept from tick to tick where this process writes them. */
  template: EntityTemplate | undefined;
  /** Its newest readings, where this process takes them. */
  recent = new RecentRows();
  /** Whether it has samples that came in no report: only the server knows all of these. */
  hasSingleSamples = false;
  /** What its owner keeps with it. */
  description: Uint8Array | undefined;
  private absent = NONE;
  /** Whether this process’s directory has named its groups. */
  isAssigned = false;

  constructor(
    readonly scope: Scope,
    readonly node: string,
    readonly id: string,
    readonly parent: ViewedEntity | undefined,
  ) {}

  /** Notes a sample, in any order of coming. @returns whether it is the newest one */
  noteSample(tick: number, timeMs: number): boolean {
    this.isStored = true;
    if (!(timeMs >= this.firstSeenMs)) this.firstSeenMs = timeMs;
    if (tick < this.lastTick) return false;
    this.lastTick = tick;
    this.lastSeenMs = timeMs;
    return true;
  }

  /** Lets go what only serves the next report; it is made anew when one comes. */
  release(): void {
    if (this.template === undefined) return;
    this.template = undefined;
    this.recent = new RecentRows();
  }

  setAbsent(absent: AbsentValues | undefined): void {
    this.absent = absent ?? NONE;
  }

  /** Why the newest sample has no value of `metric`; undefined when it came without a word. */
  explainAbsent(metric: string): ReasonCode | undefined {
    const { list, row } = this.absent;
    const own = list.find((entry) => entry.field === metric && entry.row === row);
    const column = list.find((entry) => entry.field === metric && entry.row === undefined);
    return (own ?? column)?.reason;
  }

  /**
   * Takes what this process's directory says. Nothing said of a pod whose groups the server
   * knows from before leaves them: it is the past of a pod that nobody can name any more.
   * @returns whether the groups have changed
   */
  assignGroups(keys: GroupKeys): boolean {
    const isSilent = keys.namespace === undefined && keys.workload === undefined;
    if (isSilent && !this.isAssigned) return false;
    this.isAssigned = true;
    const { namespace, workload } = this.groups;
    if (namespace === keys.namespace && workload === keys.workload) return false;
    this.groups = keys;
    this.groupsSaidMs = Number.NaN;
    return true;
  }

  /** Takes what the server tells; what this process's directory says is newer. */
  learnGroups(keys: GroupKeys, saidMs: number): void {
    if (this.isAssigned) return;
    this.groups = keys;
    this.groupsSaidMs = saidMs;
  }

  setPodTraits(qos: QosClass | undefined, hostNetwork: boolean | null): void {
    if (this.traits.qos !== qos || this.traits.hostNetwork !== hostNetwork) {
      this.traits = { qos, hostNetwork };
    }
  }

  setContainerTraits(sandbox: boolean | null): void {
    if (this.traits.sandbox !== sandbox) this.traits = { sandbox };
  }
}
