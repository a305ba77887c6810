import type { ProblemKind } from '../problem/problem';

/** Why a request is refused: the reason label of the metrics and what the caller is told. */
export const REFUSALS = {
  no_token: {
    kind: 'unauthorized',
    detail: 'Send a token: "Authorization: Bearer <token>".',
  },
  wrong_token: {
    kind: 'unauthorized',
    detail: 'The token is not valid here: unknown, expired, or made for another audience.',
  },
  other_certificate: {
    kind: 'unauthorized',
    detail: 'The client certificate is not that of the cluster’s front proxy.',
  },
  other_account: {
    kind: 'forbidden',
    detail: 'The token is valid, but its account may not write samples.',
  },
  no_node: {
    kind: 'forbidden',
    detail: 'The token tells no node: it must be one projected into a pod of the collector.',
  },
  other_node: {
    kind: 'forbidden',
    detail: 'A collector may write for its own node only.',
  },
  no_right: {
    kind: 'forbidden',
    detail: 'The account of this token has no right to read this.',
  },
  no_review: {
    kind: 'unavailable',
    detail: 'The cluster cannot be asked now who this is; try again.',
  },
} as const satisfies Record<string, { kind: ProblemKind; detail: string }>;

export type RefusalReason = keyof typeof REFUSALS;

/** What was found out about a token: whose it is, or why it is refused. */
export type Verdict<T> = { readonly who: T } | { readonly refused: RefusalReason };

/** Tells whose a token is. */
export interface TokenJudge<T> {
  /**
   * The verdict: at once where it is known already.
   * @throws KubernetesError, BusyError when it cannot be found out now
   */
  judge(token: string): Verdict<T> | Promise<Verdict<T>>;
}
