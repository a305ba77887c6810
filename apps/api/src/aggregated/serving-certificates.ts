import type { ServingCertificate } from './certificates';

/** A certificate is good for so long; nobody has to do anything when it ends. */
export const LIFE_MS = 30 * 86_400_000;

/** The next one is made when so much of its life is left. */
const RENEW_BEFORE_MS = LIFE_MS / 3;

/** Without a registration to wait for, the next one takes over at the latest so long before the end. */
const SWITCH_BEFORE_MS = 86_400_000;

/** API servers that heard of an authority so long ago trust it: they watch the registrations. */
const SETTLE_MS = 60_000;

/** Makes a certificate valid from a time, ms since the epoch, for so many ms. */
export type CreateCertificate = (nowMs: number, lifeMs: number) => Promise<ServingCertificate>;

/**
 * The serving certificate of the moment, and the one after it. A new authority is made known
 * first and served with later, so that at no time a certificate is shown that the cluster's
 * API server does not trust yet.
 */
export class ServingCertificates {
  private next: ServingCertificate | undefined;
  /** When the next one's authority was found everywhere for the first time. */
  private knownSinceMs: number | undefined;

  private changed: (certificate: ServingCertificate) => void = () => undefined;

  private constructor(
    private readonly create: CreateCertificate,
    private served: ServingCertificate,
  ) {}

  /** Makes the first one. */
  static async start(create: CreateCertificate, nowMs: number): Promise<ServingCertificates> {
    return new ServingCertificates(create, await create(nowMs, LIFE_MS));
  }

  /** Has a listener called with each certificate that is to be shown from now on. */
  follow(listener: (certificate: ServingCertificate) => void): void {
    this.changed = listener;
  }

  /** What new connections are shown. */
  get current(): ServingCertificate {
    return this.served;
  }

  /** PEM of all authorities that are to be trusted, the newest last. */
  get authorities(): string[] {
    const { served, next } = this;
    return next === undefined ? [served.authority] : [served.authority, next.authority];
  }

  /** Makes the next certificate when it is time to. */
  async prepare(nowMs: number): Promise<void> {
    if (this.next !== undefined || nowMs < this.served.notAfterMs - RENEW_BEFORE_MS) return;
    this.next = await this.create(nowMs, LIFE_MS);
    this.knownSinceMs = undefined;
  }

  /**
   * Goes over to the next certificate when that is trusted long enough, or the present one
   * is about to end.
   * @param isKnown whether every registration of ours has all `authorities` now
   */
  settle(isKnown: boolean, nowMs: number): void {
    if (this.next === undefined) return;
    if (!isKnown) this.knownSinceMs = undefined;
    else this.knownSinceMs ??= nowMs;
    const isTrusted = this.knownSinceMs !== undefined && nowMs - this.knownSinceMs >= SETTLE_MS;
    const isLast = nowMs >= this.served.notAfterMs - SWITCH_BEFORE_MS;
    if (!isTrusted && !isLast) return;
    this.served = this.next;
    this.next = undefined;
    this.changed(this.served);
  }
}
