import { onTokenChange } from './auth-state';
import { getJson } from './client';
import { ResourceCache } from './resource-cache';

/** The page's answers. */
export const resources = new ResourceCache({ fetch: getJson, nowMs: () => Date.now() });

onTokenChange(() => resources.clear());
