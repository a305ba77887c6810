/** Injection token of the MetricsStore. */
export const STORE = Symbol('MetricsStore');
