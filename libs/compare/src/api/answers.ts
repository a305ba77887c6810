/** What the commands read of the API's answers; docs/openapi.json has all of it. */
export interface Point {
  readonly timestamp: string;
  readonly [field: string]: string | number | null;
}

export interface EntityAnswer {
  readonly timestamp?: string | null;
  readonly missing?: Readonly<Record<string, string>>;
  readonly stale?: boolean;
  readonly samples?: readonly Point[];
  readonly cpu_millicores?: number | null;
  readonly memory_bytes?: number | null;
}

export interface ContainerAnswer extends EntityAnswer {
  readonly container: string | null;
  readonly container_id: string | null;
  readonly restarts?: number;
  /** Only where the API sees the cluster, as are the next two. */
  readonly state?: string;
  readonly reason?: string;
  readonly ready?: boolean;
}

export interface PodAnswer extends EntityAnswer {
  /** null while the cluster has not named it, as is `pod`. */
  readonly namespace: string;
  readonly pod: string;
  readonly uid?: string;
  readonly node: string | null;
  readonly deployment?: string;
  readonly workload?: { readonly kind: string; readonly name: string };
  readonly qos?: string;
  readonly host_network?: boolean;
  readonly phase?: string;
  /** As in the STATUS column of kubectl; only where the API sees the cluster. */
  readonly status?: string;
  readonly restarts?: number;
  readonly cpu_request_millicores?: number;
  readonly memory_request_bytes?: number;
  readonly cpu_limit_millicores?: number | null;
  readonly memory_limit_bytes?: number | null;
  readonly network_rx_bytes?: number | null;
  readonly network_tx_bytes?: number | null;
  readonly disk_write_bytes_per_second?: number | null;
  readonly network_rx_bytes_per_second?: number | null;
  readonly containers?: readonly ContainerAnswer[];
}

export interface GroupAnswer extends EntityAnswer {
  readonly namespace: string;
  readonly pods?: number;
  readonly desired_pods?: number;
  readonly deployment?: string;
  readonly workload?: { readonly kind: string; readonly name: string };
}

export interface NodeAnswer extends EntityAnswer {
  readonly node: string;
  readonly pods?: number;
  readonly cpu_capacity_millicores?: number | null;
  readonly memory_total_bytes?: number | null;
  readonly memory_capacity_bytes?: number | null;
  readonly cpu_allocatable_millicores?: number | null;
  readonly memory_allocatable_bytes?: number | null;
}

export interface HealthAnswer {
  readonly status: string;
  readonly identity: string;
  readonly store: Readonly<Record<string, number>>;
}
