import { Pool } from 'undici';

/** One answered request. Times are milliseconds since 1970 with fractions, the clock that Kafka stamps with. */
export interface Answered {
  readonly sentAt: number;
  readonly answeredAt: number;
  /** The receipt is durable, and the work on the message goes on. */
  readonly working: boolean;
}

export interface Target {
  readonly url: string;
  readonly path: string;
  readonly mediaType: string;
}

/**
 * Sends every body once over `connections` connections: each connection sends its next request when its last was answered.
 * @throws Error when a request is answered with anything but 2xx: a benchmark of refusals measures nothing
 */
export async function sendAll(target: Target, bodies: readonly Buffer[], connections: number): Promise<readonly Answered[]> {
  const pool = new Pool(target.url, { connections, pipelining: 1, headersTimeout: 600_000, bodyTimeout: 600_000 });
  const answered: Answered[] = [];
  let next = 0;
  const connection = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) {
      answered[index] = await send(pool, target, bodies[index] ?? Buffer.alloc(0));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(connections, bodies.length) }, connection));
  } finally {
    await pool.destroy();
  }
  return answered;
}

async function send(pool: Pool, { path, mediaType }: Target, body: Buffer): Promise<Answered> {
  const sentAt = epochMs();
  const response = await pool.request({ path, method: 'POST', headers: { 'content-type': mediaType }, body });
  const answeredAt = epochMs();
  const text = await response.body.text();
  if (response.statusCode < 200 || response.statusCode > 299)
    throw new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 500)}`);
  return { sentAt, answeredAt, working: (JSON.parse(text) as { readonly status?: string }).status === 'working' };
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
