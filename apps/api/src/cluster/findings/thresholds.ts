/**
 * What findings are held against. docs/findings.md lists them; change both.
 */

/** How far back kills and restarts count, ms. */
export const RECENT_MS = 3_600_000;

/** Time over which throttling and pressure are averaged, ms. */
export const MEAN_MS = 300_000;

/** A pod may wait for a node, and for its containers to start, ms. */
export const UNSCHEDULED_MS = 30_000;
export const PENDING_MS = 120_000;

/** Restarts from which one within the last hour is more than a note. */
export const MANY_RESTARTS = 5;

/** Working set of the memory limit. */
export const MEMORY_LIMIT_WARNING_RATIO = 0.9;
export const MEMORY_LIMIT_ERROR_RATIO = 0.98;

/** Share of the scheduling periods a CPU limit held tasks back in. */
export const THROTTLED_RATIO = 0.25;

/** Memory of a node in use (total − available), CPU of a node in use. */
export const NODE_MEMORY_WARNING_RATIO = 0.9;
export const NODE_MEMORY_ERROR_RATIO = 0.97;
export const NODE_CPU_RATIO = 0.9;

/** PSI: share of the time some task waited for a CPU, every task for memory or disks. */
export const CPU_PRESSURE_RATIO = 0.5;
export const MEMORY_PRESSURE_RATIO = 0.1;
export const IO_PRESSURE_RATIO = 0.25;

/** Of the store's limits. */
export const STORE_RATIO = 0.9;

/** The API server of the cluster may be quiet for so long, ms: bookmarks come once a minute. */
export const CLUSTER_QUIET_MS = 180_000;
