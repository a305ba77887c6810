import { authState } from './auth-state';
import { getJson } from './client';
import { ResourceCache } from './resource-cache';

/** The page's answers. */
export const resources = new ResourceCache({ fetch: getJson, nowMs: () => Date.now() });

let { token } = authState.get();
authState.subscribe(() => {
  const next = authState.get().token;
  if (next === token) return;
  token = next;
  resources.clear();
});
