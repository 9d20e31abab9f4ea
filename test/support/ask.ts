/** An answer of the gateway, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** Sends a body to a feed as its agency would. */
export async function submit(
  url: string,
  feedId: string,
  body: string | Uint8Array | ReadableStream<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Answer> {
  return ask(`${url}/v1/feeds/${feedId}/submissions`, body, headers, signal);
}

/** A POST when there is a body, else a GET. */
export async function ask(
  address: string,
  body?: string | Uint8Array | ReadableStream<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
  signal: AbortSignal | null = null,
): Promise<Answer> {
  const request = body === undefined ? {} : ({ method: 'POST', body, duplex: 'half' } as const);
  const response = await fetch(address, { headers, signal, ...request });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
