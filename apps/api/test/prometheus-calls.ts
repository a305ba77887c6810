/** What the Prometheus API answered. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Calls the Prometheus API of a server: its errors are not the problem details of the other routes. */
export class PrometheusCalls {
  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  async get(path: string): Promise<ApiReply> {
    return this.read(await fetch(`${this.url}/api/v1/${path}`, { headers: this.headers }));
  }

  async post(path: string, form: Record<string, string> | string): Promise<ApiReply> {
    const body = new URLSearchParams(form);
    const init = { method: 'POST', headers: this.headers, body };
    return this.read(await fetch(`${this.url}/api/v1/${path}`, init));
  }

  /** The vector a query gives: values by a label, `name` unless told otherwise. */
  async vector(query: string, time: number, label: string): Promise<Record<string, string>> {
    const { body } = await this.get(`query?${new URLSearchParams({ query, time: String(time) })}`);
    const series = body.data.result as {
      metric: Record<string, string>;
      value: [number, string];
    }[];
    return Object.fromEntries(series.map(({ metric, value }) => [metric[label] ?? '', value[1]]));
  }

  private async read(response: Response): Promise<ApiReply> {
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
}
