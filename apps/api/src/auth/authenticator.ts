import { parseBearer } from './bearer';
import { isNoReview } from './cluster-reviews';
import type { RefusalArea, Refusals } from './refusals';
import type { TokenJudge, Verdict } from './verdict';

/** Tells who sent a request by its Authorization header, or refuses it. */
export class Authenticator<T> {
  constructor(
    private readonly area: RefusalArea,
    private readonly judge: TokenJudge<T>,
    private readonly refusals: Refusals,
  ) {}

  /**
   * Who sent a request: at once when its token is known.
   * @throws ProblemError 401, 403, or 503 when the cluster cannot be asked
   */
  authenticate(authorization: string | undefined): T | Promise<T> {
    const token = parseBearer(authorization);
    if (token === undefined) throw this.refusals.refuse(this.area, 'no_token');
    const verdict = this.judge.judge(token);
    return verdict instanceof Promise ? this.wait(verdict) : this.accept(verdict);
  }

  private async wait(verdict: Promise<Verdict<T>>): Promise<T> {
    return this.accept(await verdict.catch((error) => this.explain(error)));
  }

  private accept(verdict: Verdict<T>): T {
    if ('who' in verdict) return verdict.who;
    throw this.refusals.refuse(this.area, verdict.refused);
  }

  private explain(error: unknown): never {
    throw isNoReview(error) ? this.refusals.refuse(this.area, 'no_review') : error;
  }
}
