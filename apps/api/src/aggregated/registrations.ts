import { Logger } from '@nestjs/common';
import { KubernetesError } from '@kubemonitor/kubernetes';
import type { ApiServices, Publication } from './api-services';

/** One object for each version of the API that is served. */
export const API_SERVICE_NAMES = ['v1beta1.metrics.k8s.io', 'v1.metrics.k8s.io'] as const;

const EXPLANATIONS: Readonly<Record<Publication, string>> = {
  absent: 'there is none: kubectl top does not ask here',
  foreign: 'it leads to somebody else and is left alone',
  unchanged: 'it trusts our certificate',
  changed: 'it trusts our certificate now',
};

/** Keeps our authorities in the APIServices that lead here, and says when something changes. */
export class Registrations {
  private readonly logger = new Logger('Aggregation');
  /** What was logged last of each: the same again says nothing new. */
  private readonly logged = new Map<string, string>();

  constructor(private readonly services: ApiServices) {}

  /**
   * Looks at all of them, and puts right what has to be.
   * @returns whether all that lead here trust `authorities`
   */
  async publish(authorities: readonly string[], nowMs: number): Promise<boolean> {
    const results = await Promise.all(
      API_SERVICE_NAMES.map((name) => this.publishOne(name, authorities, nowMs)),
    );
    return results.every((isRight) => isRight);
  }

  private async publishOne(
    name: string,
    authorities: readonly string[],
    nowMs: number,
  ): Promise<boolean> {
    try {
      const result = await this.services.publish(name, authorities, nowMs);
      this.note(name, result);
      return true;
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      const { status = 'none', reason } = error;
      const fault = `status=${status} reason=${reason}`;
      if (this.logged.get(name) !== fault) this.logger.error(`${name} cannot be kept: ${fault}`);
      this.logged.set(name, fault);
      return false;
    }
  }

  private note(name: string, result: Publication): void {
    const last = this.logged.get(name);
    // "Unchanged" after "changed" is what was to be expected.
    const said = result === 'unchanged' && last === 'changed' ? 'changed' : result;
    if (last !== said || result === 'changed') {
      this.logger.log(`${name}: ${EXPLANATIONS[result]}`);
    }
    this.logged.set(name, said);
  }
}
