import type { components } from './schema';

type Schemas = components['schemas'];

export type Pod = Schemas['PodDto'];
export type Container = Schemas['ContainerDto'];
export type Node = Schemas['NodeDto'];
export type Namespace = Schemas['NamespaceDto'];
export type Workload = Schemas['WorkloadDto'];
export type WorkloadReference = Schemas['WorkloadReferenceDto'];
export type Cgroup = Schemas['CgroupDto'];
export type Termination = Schemas['TerminationDto'];
export type Health = Schemas['HealthDto'];

/** One point of a window. */
export type Sample = Schemas['SampleDto'];

export type ListMetadata = Schemas['ListMetadataDto'];

/** A node whose values are missing or old, and why. */
export type PartialNode = Schemas['PartialDto'];

/** A page of a list. */
export interface List<T> {
  readonly items: readonly T[];
  readonly metadata: ListMetadata;
}

/** Names of an answer's members that hold a number, or `null` with a reason in `missing`. */
export type NumberKey<T> = {
  [K in keyof T]-?: NonNullable<T[K]> extends number ? K : never;
}[keyof T] &
  string;

export type Cluster = Schemas['ClusterDto'];
export type ClusterSample = Schemas['ClusterSampleDto'];
export type Finding = Schemas['FindingDto'];
export type FindingList = Schemas['FindingListDto'];

/** Something that happened, as far as it is known when. */
export type PodEvent = Schemas['EventDto'];
export type EventList = Schemas['EventListDto'];
export type NodeNamespace = Schemas['NodeNamespaceDto'];
