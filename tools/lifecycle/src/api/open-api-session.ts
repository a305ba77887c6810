import { ApiClient } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { createReaderToken } from '../kubernetes/reader-token';
import { findUrl } from './find-url';

/** How the user wants the API reached; what is not given is found. */
export interface ApiSessionOptions {
  readonly url?: string;
  readonly token?: string;
}

/**
 * A client for the installation's API: its address is found, and where reads are protected
 * a token is made.
 * @throws LifecycleError when it cannot be reached or read
 */
export async function openApiSession(
  context: LifecycleContext,
  options: ApiSessionOptions,
): Promise<ApiClient> {
  const { url, how } = await findUrl(context, options.url);
  context.console.say(`the API answers at ${url} (${how})`);
  const token = options.token ?? context.env['KUBEMONITOR_TOKEN'];
  const client = new ApiClient({ url, token, sleep: context.clock.sleep });
  if (token !== undefined) return client;
  const { status } = await client.request('get', '/api/nodes?limit=1');
  if (status !== 401) return client;
  context.console.say('reads are protected: a token is made for an hour, and removed afterwards');
  return client.withToken(await createReaderToken(context));
}
