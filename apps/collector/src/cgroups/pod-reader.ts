import { Fields, Row } from '../report/row';
import type { CgroupReader } from './cgroup-reader';
import type { FoundContainer, FoundPod } from './found-pods';
import { PodNetwork } from './pod-network';
import type { ContainerProcess } from './processes';
import type { ReaderFactory } from './reader-factory';

/** The columns of a pod. */
export const POD_FIELDS = new Fields('pod');

/** The columns of a container. */
export const CONTAINER_FIELDS = new Fields('container');

/** Name of the sandbox's only process, whatever runtime made it. */
const SANDBOX_COMM = 'pause';

/** A process that has not yet become the container's program. */
const RUNTIME_COMM = /^(runc|crun|libcrun|youki|exe$)/;

/** A container and what is known of it between ticks. */
export class ContainerReader {
  readonly id: string;
  readonly path: string;
  readonly reader: CgroupReader;
  /** One of its processes; undefined until one is found. */
  process: ContainerProcess | undefined;
  /**
   * Its process is `pause`, and of several in the pod it started first, since an image of a
   * user may have a program of that name. null: no process is known, or it is still the
   * runtime's.
   */
  isSandbox: boolean | null = null;
  /** The process was looked at in two ticks, so its name is the program's. */
  isConfirmed = false;
  /** How often a process was looked for in vain, and when to look again. */
  fruitlessLooks = 0;
  nextLook = 0;

  constructor(found: FoundContainer, podUid: string, factory: ReaderFactory) {
    this.id = found.id;
    this.path = found.path;
    const labels = { pod: podUid, container: found.id };
    this.reader = factory.createCgroupReader(found.path, CONTAINER_FIELDS, labels);
  }
}

/** A pod, its containers and its network: what is kept between ticks to read it fast. */
export class PodReader {
  readonly row: Row;
  readonly network: PodNetwork;
  private own: CgroupReader | undefined;
  private members: ContainerReader[] = [];

  constructor(
    private found: FoundPod,
    private readonly factory: ReaderFactory,
    hostProc: string,
  ) {
    const { uid, path } = found;
    const labels = { pod: uid };
    this.own =
      path === undefined ? undefined : factory.createCgroupReader(path, POD_FIELDS, labels);
    this.row = this.own?.row ?? new Row(POD_FIELDS);
    this.network = new PodNetwork(hostProc, factory.files, factory.createBrokenHandler(labels));
    this.update(found);
  }

  get uid(): string {
    return this.found.uid;
  }

  get qos(): FoundPod['qos'] {
    return this.found.qos;
  }

  /** The pod's own cgroup; undefined where its containers have to be added up. */
  get path(): string | undefined {
    return this.found.path;
  }

  /** Reads the pod's own cgroup into `row`; undefined where it has none. */
  get reader(): CgroupReader | undefined {
    return this.own;
  }

  /** Sorted by id. */
  get containers(): readonly ContainerReader[] {
    return this.members;
  }

  /** Takes over what the tree holds now: readers of new containers, none of ended ones. */
  update(found: FoundPod): void {
    this.found = found;
    const known = new Map(this.members.map((member) => [member.path, member]));
    this.members = found.containers.map((container) => {
      const member = known.get(container.path);
      known.delete(container.path);
      return member ?? new ContainerReader(container, found.uid, this.factory);
    });
    for (const ended of known.values()) {
      ended.reader.close();
      if (this.network.containerId === ended.id) this.network.release();
    }
  }

  /** Tells the sandbox from the other containers, after processes were found or lost. */
  tellSandboxes(): void {
    const sandboxes = this.members.filter(({ process }) => process?.comm === SANDBOX_COMM);
    const firstStart = Math.min(...sandboxes.map(({ process }) => process?.startTicks ?? Infinity));
    for (const member of this.members) {
      const { process } = member;
      // Without a process, what was known of the container stays true.
      if (process === undefined || RUNTIME_COMM.test(process.comm)) continue;
      member.isSandbox = process.comm === SANDBOX_COMM && process.startTicks === firstStart;
    }
  }

  close(): void {
    this.own?.close();
    this.network.release();
    for (const { reader } of this.members) reader.close();
  }
}
