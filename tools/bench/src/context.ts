import type { ProcessGroup } from '@kubemonitor/peer-programs';
import type { Progress } from './output/progress';

/** What every benchmark works with. */
export interface BenchContext {
  /** Starts processes and ends them when the benchmark ends, however it ends. */
  readonly processes: ProcessGroup;
  /** Scratch directory of this run, removed at its end. */
  readonly directory: string;
  /** Makes a scratch directory in `parent`, removed at the end of the run. @throws BenchError */
  createDirectory(parent: string): string;
  /** Root of the workspace, where `dist` and `test/fixtures` are. */
  readonly workspace: string;
  readonly progress: Progress;
}
