import type { Command } from 'commander';
import { configureCompare, runCompare } from './compare/compare-command';
import { configureCompletion, runCompletion } from './completion/completion-command';
import { configureDoctor, runDoctor } from './doctor/doctor-command';
import type { ExitCode } from './exit-codes';
import { configureExport, runExport } from './export/export-command';
import { configureHistory, runHistory } from './history/history-command';
import { configureStore, runStore } from './store/store-command';
import type { Surroundings } from './surroundings';
import { configureTop, runTop } from './top/top-command';

/** A command of the program. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  /** For the end of its `--help`; `$` stands for the name of the program. */
  readonly examples: readonly (readonly [string, string])[];
  readonly asksApi: boolean;
  readonly configure: (command: Command) => void;
  readonly run: (command: Command, surroundings: Surroundings) => Promise<ExitCode>;
}

/** All commands, in the order of `--help`. */
export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'top',
    description: 'show what nodes, pods, namespaces, deployments or workloads use now',
    examples: [
      ['$ top nodes', 'nodes, with their share of what they may give to pods'],
      ['$ top pods -n shop --sort-by memory --limit 10', 'the ten largest pods of a namespace'],
      ['$ top pods -l app=web --containers', 'every container of the pods with a label'],
      ['$ top workloads --watch', 'live; q ends it, c and m sort by CPU and memory'],
      ['$ top pods -o csv > pods.csv', 'all numbers, for a spreadsheet'],
    ],
    asksApi: true,
    configure: configureTop,
    run: (command, surroundings) => runTop(command.processedArgs[0], command.opts(), surroundings),
  },
  {
    name: 'history',
    description: 'draw how the use of one node, pod, namespace or workload went',
    examples: [
      ['$ history node worker-1', 'CPU and memory of the last hour'],
      ['$ history pod web-0 -n shop --window 15m --step 15s', 'in more detail'],
      [
        '$ history deployment web -n shop --start 2026-11-23T08:00:00Z --end 2026-11-23T09:00:00Z',
        'of a time that is past',
      ],
      ['$ history node worker-1 --field disk_write_bytes_per_second -o csv', 'every point'],
    ],
    asksApi: true,
    configure: configureHistory,
    run: (command, surroundings) =>
      runHistory([command.processedArgs[0], command.args[1]], command.opts(), surroundings),
  },
  {
    name: 'compare',
    description: 'hold every number against kubectl, the kubelets and metrics.k8s.io',
    examples: [
      ['$ compare', 'takes about half a minute; exit code 6 when something is off'],
      ['$ compare --tolerances', 'how far values may be apart, and why'],
      ['$ compare --report-file compare.txt', 'with every verdict'],
    ],
    asksApi: true,
    configure: configureCompare,
    run: (command, surroundings) => runCompare(command.opts(), surroundings),
  },
  {
    name: 'doctor',
    description: 'look at what commonly goes wrong, and say what helps',
    examples: [
      [
        '$ doctor',
        'API, clocks, collectors, cgroups, storage, metrics.k8s.io, rights, this machine',
      ],
      ['$ doctor -o json', 'for a script; exit code 6 when there is an error'],
    ],
    asksApi: true,
    configure: configureDoctor,
    run: (command, surroundings) => runDoctor(command.opts(), surroundings),
  },
  {
    name: 'export',
    description: 'write a list, or time series of its items, as CSV or JSON',
    examples: [
      ['$ export pods -f pods.csv', 'latest values of all pods'],
      ['$ export nodes --window 1d --step 5m --stats max', 'a line a node and five minutes'],
      ['$ export pods -n shop --window 1h --fields cpu_millicores --format json', 'as JSON'],
    ],
    asksApi: true,
    configure: configureExport,
    run: (command, surroundings) =>
      runExport(command.processedArgs[0], command.opts(), surroundings),
  },
  {
    name: 'store',
    description: 'look into the files of a store, without a server',
    examples: [
      ['$ store check /var/lib/kubemonitor', 'is anything damaged? exit code 6 when it is'],
      ['$ store stats /var/lib/kubemonitor', 'what it holds and what it takes'],
      [
        '$ store export /var/lib/kubemonitor --scope pod --start 2h --metrics memory_bytes',
        'samples as they are stored',
      ],
      ['$ store copy /var/lib/kubemonitor /backup/kubemonitor', 'a back-up while the API runs'],
    ],
    asksApi: false,
    configure: configureStore,
    run: runStore,
  },
  {
    name: 'completion',
    description: 'print a script that completes commands in a shell',
    examples: [
      ['source <($ completion bash)', 'bash, this shell only; put it into ~/.bashrc to keep it'],
      ['$ completion zsh > "${fpath[1]}/_kubemonitor"', 'zsh'],
      ['$ completion fish > ~/.config/fish/completions/kubemonitor.fish', 'fish'],
    ],
    asksApi: false,
    configure: configureCompletion,
    run: (command, surroundings) => runCompletion(command.processedArgs[0], surroundings),
  },
];
