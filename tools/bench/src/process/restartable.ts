import type { ProcessGroup, ProcessSpec, StartedProcess } from '@kubemonitor/peer-programs';

/** A program that can be killed and started anew with the same arguments. */
export class RestartableProcess {
  private started: StartedProcess;

  constructor(
    private readonly processes: ProcessGroup,
    private readonly spec: ProcessSpec,
  ) {
    this.started = processes.start(spec);
  }

  /** The process as it runs now. */
  get current(): StartedProcess {
    return this.started;
  }

  get pid(): number {
    return this.started.pid;
  }

  /** Starts it again, without waiting until it is ready. It must have ended. */
  spawn(): void {
    this.started = this.processes.start(this.spec);
  }

  /** Ends it as a power cut would: no handler of its own runs. */
  kill(): Promise<void> {
    return this.started.stop('SIGKILL');
  }

  stop(signal?: NodeJS.Signals): Promise<void> {
    return this.started.stop(signal);
  }
}
