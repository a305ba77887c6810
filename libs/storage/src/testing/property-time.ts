/**
 * Longest time a property is tried with random histories, ms: on a slow machine with fewer of
 * them. Long, since fast-check takes a property for failed that did not end one run in it.
 */
export const PROPERTY_TIME_LIMIT_MS = 20_000;
