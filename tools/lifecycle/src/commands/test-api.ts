import { toPlainText } from '@kubemonitor/compare';
import { ask, readSampleNames, toReadingCalls } from '../api/endpoint-calls';
import { listEndpoints, type OpenApiDocument } from '../api/open-api-document';
import { openApiSession, type ApiSessionOptions } from '../api/open-api-session';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { writeResult } from '../output/result-file';

export interface TestApiOptions extends ApiSessionOptions {
  /** Write the answers to a file instead of the screen. */
  readonly save?: boolean;
}

/** Shows or saves what every GET endpoint answers now. */
export async function testApi(
  context: LifecycleContext,
  options: TestApiOptions,
): Promise<ExitCode> {
  const { console, runner, clock, workspace } = context;
  if (runner.isDryRun) {
    console.print('would ask every GET endpoint of /openapi.json, latest values and time series');
    return EXIT.done;
  }
  const client = await openApiSession(context, options);
  const document = await client.get<OpenApiDocument>('/openapi.json');
  const names = await readSampleNames(client);
  const calls = listEndpoints(document).flatMap((endpoint) => toReadingCalls(endpoint, names));
  const parts: string[] = [];
  let bad = 0;
  for (const call of calls) {
    const { path } = call;
    const { status, text, milliseconds } = await ask(client, call);
    if (status !== 200) bad += 1;
    const line = `GET ${path} → ${status}, ${text.length} characters, ${milliseconds.toFixed(1)} ms`;
    parts.push(`${line}\n${toReadable(text)}\n`);
    if (options.save === true) console.print(line);
  }
  const all = `kubemonitor API ${client.url} at ${new Date(clock.now()).toISOString()}\n\n${parts.join('\n')}`;
  if (options.save === true) {
    console.print(`saved: ${writeResult(workspace, 'api-test', clock.now(), all)}`);
  } else {
    all.split('\n').forEach((line) => console.print(toPlainText(line)));
  }
  return bad === 0 ? EXIT.done : EXIT.off;
}

/** JSON with line breaks; anything else as it is. */
function toReadable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
