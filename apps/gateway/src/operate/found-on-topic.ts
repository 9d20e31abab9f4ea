import { setTimeout as pause } from 'node:timers/promises';
import { openTopicReader, ReadError, type TopicReader } from '@mash-gateway/kafka';

/** Where a record lies on its topic. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

export interface Search {
  readonly bootstrap: string;
  readonly topic: string;
  readonly recordIds: readonly string[];
  readonly withinMs: number;
}

/** Reads a topic from its beginning until the last of these records has been found, or the time is over. */
export async function foundOnTopic({ bootstrap, topic, recordIds, withinMs }: Search): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  const missing = new Set(recordIds);
  const limit = new AbortController();
  const until = performance.now() + withinMs;
  const reader = await opened(bootstrap, topic, until);
  if (reader === undefined || missing.size === 0) {
    await reader?.close();
    return places;
  }
  const timeOver = pause(until - performance.now(), undefined, { signal: limit.signal }).then(
    () => reader.close(),
    () => undefined,
  );
  for await (const { partition, offset, value } of reader.messages()) {
    const id = recordIdOf(value);
    if (id !== undefined && missing.delete(id)) places.set(id, { partition, offset });
    if (missing.size === 0) break;
  }
  limit.abort();
  await timeOver;
  await reader.close();
  return places;
}

const ASK_EVERY_MS = 100;

/** The topic comes into being with its first message, which may be a moment away. */
async function opened(bootstrap: string, topic: string, until: number): Promise<TopicReader | undefined> {
  for (;;) {
    try {
      return await openTopicReader({ brokers: bootstrap, clientId: 'mash-gateway-demonstration', topic, from: 'beginning' });
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      if (error.code !== 'UNKNOWN_TOPIC' || performance.now() > until) return undefined;
      await pause(ASK_EVERY_MS);
    }
  }
}

function recordIdOf(value: Buffer | null): string | undefined {
  if (value === null) return undefined;
  return (JSON.parse(value.toString('utf8')) as { readonly recordId?: string }).recordId;
}
