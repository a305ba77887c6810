import { CommandError, type ApiClient, type ListPage } from '@kubemonitor/compare';
import type { Command } from 'commander';
import type { Item } from '../api/item';
import { addConnectionOptions, type ConnectionOptions } from '../connection/connection-options';
import { chooseKubeconfig } from '../connection/kubeconfig-choice';
import { createKubectl } from '../connection/kubectl';
import { openApi } from '../connection/open-api';
import { EXIT, type ExitCode } from '../exit-codes';
import { parseFormat, type Format } from '../output/format';
import { toCellText } from '../output/plain-text';
import { coloursOf, render } from '../output/printer';
import type { Surroundings } from '../surroundings';
import { checkAgents } from './check-agents';
import { checkApi, readApiVersion, type Health } from './check-api';
import { checkCgroups } from './check-cgroups';
import { checkNodeClocks, checkOwnClock } from './check-clock';
import { checkApiService, checkRights } from './check-cluster';
import { checkHost } from './check-host';
import { checkRetention, checkStorage } from './check-storage';
import { checkVersions } from './check-versions';
import { createClusterReader } from './cluster-reader';
import { findingsOf, type Finding } from './finding';

interface DoctorOptions extends ConnectionOptions {
  readonly hostRoot: string;
  readonly output: Format;
}

/** Adds the options of `doctor`. */
export function configureDoctor(command: Command): void {
  command
    .option('--host-root <directory>', 'where the file system of this machine is seen', '/')
    .option('-o, --output <format>', 'table, wide, json, yaml or csv', parseFormat, 'table');
  addConnectionOptions(command);
}

/** Looks at everything that commonly goes wrong. An error among the findings is exit code 6. */
export async function runDoctor(
  options: DoctorOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const findings = [
    ...(await attempt('api', () => checkInstallation(options, surroundings))),
    ...(await attempt('cluster', () => checkCluster(options, surroundings))),
    ...checkHost(options.hostRoot),
  ];
  await print(findings, options.output, surroundings);
  return findings.some(({ level }) => level === 'error') ? EXIT.off : EXIT.done;
}

/** A check that cannot be made is a finding, too. */
async function attempt(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof CommandError ? error.remedy : undefined;
    return [findingsOf(check).error(message, remedy ?? 'See docs/cli.md.')];
  }
}

async function checkInstallation(
  options: DoctorOptions,
  surroundings: Surroundings,
): Promise<Finding[]> {
  const { client, how } = await openApi(options, surroundings);
  const health = await client.get<Health>('/health');
  const api = await checkApi(client, how, health);
  const storage = checkStorage(health.store);
  const rest = await attempt('api', async () => {
    const page = await readNodes(client);
    return [
      await checkOwnClock(client, surroundings.now),
      checkNodeClocks(page, health.ingest),
      ...checkAgents(page.items, page.metadata.partial),
      ...checkCgroups(page.items),
      ...(await checkRetention(client)),
      checkVersions(await readApiVersion(client), page.items),
    ];
  });
  return [...api, ...storage, ...rest];
}

async function readNodes(client: ApiClient): Promise<ListPage<Item>> {
  const items: Item[] = [];
  let metadata: ListPage<Item>['metadata'] = {};
  for await (const page of client.pages<Item>('/api/nodes')) {
    items.push(...page.items);
    metadata = page.metadata;
  }
  return { items, metadata };
}

async function checkCluster(
  options: DoctorOptions,
  surroundings: Surroundings,
): Promise<Finding[]> {
  const access = chooseKubeconfig(options, surroundings);
  if (access === undefined) {
    return [
      findingsOf('cluster').ok('there is no kubeconfig: the cluster itself is not looked at'),
    ];
  }
  const kubectl = createKubectl(options, surroundings.env);
  const cluster = createClusterReader(access, kubectl, options.timeout * 1_000);
  return [
    await checkApiService(cluster, options.systemNamespace),
    ...(await checkRights(cluster, options.systemNamespace)),
  ];
}

async function print(
  findings: readonly Finding[],
  format: Format,
  { stdout }: Surroundings,
): Promise<void> {
  if (format !== 'table' && format !== 'wide') {
    const header = ['check', 'level', 'text', 'remedy'];
    const rows = findings.map(({ check, level, text, remedy }) => [check, level, text, remedy]);
    const none = { columns: [], rows: [] };
    await stdout.write(
      render(
        { document: { findings }, csv: () => ({ header, rows }), table: () => none, emptyText: '' },
        format,
      ),
    );
    return;
  }
  const colours = coloursOf(stdout);
  const paint = { ok: colours.green, warning: colours.yellow, error: colours.red };
  const marks = { ok: 'ok     ', warning: 'warning', error: 'error  ' };
  for (const { check, level, text, remedy } of findings) {
    await stdout.write(
      `${paint[level](marks[level])}  ${colours.bold(check)}: ${toCellText(text)}\n`,
    );
    if (remedy !== undefined) await stdout.write(`         → ${toCellText(remedy)}\n`);
  }
  const count = (wanted: Finding['level']) =>
    findings.filter(({ level }) => level === wanted).length;
  await stdout.write(
    `\nok: ${count('ok')}, warnings: ${count('warning')}, errors: ${count('error')}\n`,
  );
}
