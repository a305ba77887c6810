import type { ContainerSection, PodSection, QosClass } from '@kubemonitor/metrics-model';
import { computeRowSum } from '../report/row';
import { SectionBuilder } from '../report/section';
import type { Tally } from '../report/tally';
import type { FoundPod } from './found-pods';
import { CONTAINER_FIELDS, POD_FIELDS, PodReader } from './pod-reader';
import type { ContainerReader } from './pod-reader';
import { ProcessSearch, forgetProcess } from './process-search';
import type { Processes } from './processes';
import type { ReaderFactory } from './reader-factory';

/** A container that was read, with the offset of its reading. */
interface ReadContainer {
  readonly container: ContainerReader;
  readonly offset: number;
}

/** The two sections as they grow, and the columns only they have. */
class PodSections {
  readonly pods = new SectionBuilder(POD_FIELDS);
  readonly containers = new SectionBuilder(CONTAINER_FIELDS);
  readonly qos: QosClass[] = [];
  readonly hostNetwork: (boolean | null)[] = [];
  readonly podIndexes: number[] = [];
  readonly sandbox: (boolean | null)[] = [];

  add(pod: PodReader, offset: number, members: readonly ReadContainer[]): void {
    const index = this.pods.add(pod.uid, offset, pod.row);
    this.qos.push(pod.qos);
    this.hostNetwork.push(pod.network.hostNetwork);
    for (const { container, offset: memberOffset } of members) {
      this.containers.add(container.id, memberOffset, container.reader.row);
      this.podIndexes.push(index);
      this.sandbox.push(container.isSandbox);
    }
  }
}

/** The pods of the node: one reader each, kept while the pod exists. */
export class PodTable {
  private pods = new Map<string, PodReader>();
  private readonly search: ProcessSearch;

  constructor(
    private readonly factory: ReaderFactory,
    processes: Processes,
    private readonly hostProc: string,
    directoryOf: (path: string) => string,
  ) {
    this.search = new ProcessSearch(processes, directoryOf);
  }

  /** Takes over the pods that are there now, in the order they are reported. */
  update(found: readonly FoundPod[]): void {
    const before = this.pods;
    this.pods = new Map();
    for (const pod of found) {
      const known = before.get(pod.uid);
      // A pod that moved to another place in the tree has other files to read.
      const isSame = known !== undefined && known.path === pod.path;
      if (isSame) {
        known.update(pod);
        before.delete(pod.uid);
      }
      this.pods.set(pod.uid, isSame ? known : new PodReader(pod, this.factory, this.hostProc));
    }
    for (const pod of before.values()) pod.close();
  }

  /** Reads all pods and their containers. */
  read(tally: Tally): { pods: PodSection; containers: ContainerSection } {
    this.search.run([...this.pods.values()]);
    const sections = new PodSections();
    for (const pod of this.pods.values()) readPod(pod, tally, sections);
    return {
      pods: {
        ...sections.pods.build(),
        qos: sections.qos,
        host_network: sections.hostNetwork,
      },
      containers: {
        ...sections.containers.build(),
        pods: sections.podIndexes,
        sandbox: sections.sandbox,
      },
    };
  }
}

function readPod(pod: PodReader, tally: Tally, sections: PodSections): void {
  const place = pod.path ?? pod.containers[0].path;
  const offset = tally.offsetOf(place);
  const outcome = pod.reader?.read() ?? 'complete';
  if (outcome === 'gone') {
    tally.skip(place);
    return;
  }
  const members = readContainers(pod, tally);
  if (pod.reader === undefined) {
    if (members.length === 0) return;
    computeRowSum(
      pod.row,
      members.map(({ container }) => container.reader.row),
    );
  }
  const isNetworkBroken = readNetwork(pod);
  tally.count(isNetworkBroken || outcome === 'broken' ? 'broken' : 'complete');
  sections.add(pod, offset, members);
}

function readContainers(pod: PodReader, tally: Tally): ReadContainer[] {
  const members: ReadContainer[] = [];
  for (const container of pod.containers) {
    const offset = tally.offsetOf(container.path);
    const isSandbox = container.isConfirmed && container.isSandbox === true;
    if (tally.read(container.reader, container.path, isSandbox)) {
      members.push({ container, offset });
    }
  }
  return members;
}

/** True when the network could not be used although it should be readable. */
function readNetwork(pod: PodReader): boolean {
  const source = pod.network.containerId;
  const outcome = pod.network.read(pod.row);
  if (outcome === 'lost') forgetProcess(pod, source);
  return outcome === 'broken';
}
