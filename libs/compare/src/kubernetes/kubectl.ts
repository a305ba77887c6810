import type { CommandRunner } from '../process/command-runner';
import { requireSuccess } from '../process/command-runner';
import type { ProcessResult, RunOptions } from '../process/run-process';
import { CommandError } from '../command-error';

/** Which cluster kubectl speaks to, and which kubectl. */
export interface KubectlOptions {
  /** First words of the command: `kubectl`, or such as `minikube kubectl --`. */
  readonly program: readonly string[];
  readonly context?: string;
  readonly kubeconfig?: string;
}

const REQUEST_TIMEOUT = '--request-timeout=30s';

/** The user's own kubectl: their kubeconfig, context and credential plug-ins all work. */
export class Kubectl {
  constructor(
    private readonly runner: CommandRunner,
    private readonly options: KubectlOptions,
  ) {}

  /** The whole command line for `args`. */
  words(args: readonly string[]): string[] {
    const { program, context, kubeconfig } = this.options;
    return [
      ...program,
      ...(context === undefined ? [] : [`--context=${context}`]),
      ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
      ...args,
    ];
  }

  /** Runs what only reads, whatever its exit code. */
  attempt(args: readonly string[], options?: RunOptions): Promise<ProcessResult> {
    return this.runner.read(this.words([REQUEST_TIMEOUT, ...args]), options);
  }

  /** @throws CommandError when kubectl fails */
  async text(args: readonly string[], options?: RunOptions): Promise<string> {
    return requireSuccess(this.words(args), await this.attempt(args, options));
  }

  /**
   * The answer to a `get` as an object; `-o json` is added unless the path is raw.
   * @throws CommandError when kubectl fails or its answer is no JSON
   */
  async json<T>(args: readonly string[]): Promise<T> {
    const isRaw = args.some((arg) => arg.startsWith('--raw'));
    const text = await this.text(isRaw ? args : [...args, '-o', 'json']);
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new CommandError(`kubectl ${args.join(' ')} did not answer with JSON.`, { cause });
    }
  }

  /** The answer as an object, or undefined when kubectl fails: not found, not allowed. */
  async jsonOrUndefined<T>(args: readonly string[]): Promise<T | undefined> {
    try {
      return await this.json<T>(args);
    } catch (error) {
      if (error instanceof CommandError && !isOutOfReach(error)) return undefined;
      if (error instanceof CommandError && /forbidden/i.test(error.message)) return undefined;
      throw error;
    }
  }

  /** Runs what changes the cluster; with a dry run it is only told. */
  change(args: readonly string[], options?: RunOptions): Promise<string> {
    return this.runner.change(this.words(args), options);
  }

  /** Name of the context in use; empty when the kubeconfig has none. */
  async contextName(): Promise<string> {
    if (this.options.context !== undefined) return this.options.context;
    const { code, stdout } = await this.attempt(['config', 'current-context']);
    return code === 0 ? stdout.trim() : '';
  }

  /** @throws CommandError with a remedy when the cluster does not answer */
  async requireCluster(): Promise<void> {
    await this.text(['get', '--raw', '/version']);
  }
}

/** The cluster itself is away, or does not know who asks: nothing is said of the object. */
function isOutOfReach({ fault }: CommandError): boolean {
  return fault === 'missing' || fault === 'not_allowed';
}
