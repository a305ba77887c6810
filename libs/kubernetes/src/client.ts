/** An answer of the Kubernetes API server that is none of success, or none at all. */
export class KubernetesError extends Error {
  constructor(
    /** HTTP status; undefined when no answer came. */
    readonly status: number | undefined,
    /**
     * Reason of the answer's Status object (`Expired`, `Forbidden` …), the system's error code
     * (`ECONNREFUSED`), or one of our own: `Timeout`, `Aborted`, `AnswerTooLarge`, `LineTooLong`,
     * `BadAnswer`, `BadSettings`.
     */
    readonly reason: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'KubernetesError';
  }
}

/** PATCH is a JSON merge patch (RFC 7396). */
export type RequestMethod = 'GET' | 'POST' | 'PATCH';

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The whole request, body included, may take so long; of a stream: until its answer begins. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The Kubernetes API server, as one who may ask it sees it. */
export interface KubernetesClient {
  /**
   * Sends one request and gives the parsed answer.
   * @throws KubernetesError for a status of 400 and above, no answer, or an answer that is no JSON
   */
  request<T>(method: RequestMethod, path: string, options?: RequestOptions): Promise<T>;
  /**
   * Opens a stream of JSON lines (a watch) and gives each line parsed as it comes.
   * @throws KubernetesError as `request`, and when the stream breaks; it ends when the server ends it
   */
  stream<T>(path: string, options?: RequestOptions): AsyncIterable<T>;
  /** Closes the connections; what is under way fails. */
  close(): void;
}
