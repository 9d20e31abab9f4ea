import { readTopic } from '../read-topic.js';
import type { Publication } from './ledger.js';

/** What stands on the demonstration recipient's topic, read and decoded by clients that are not ours. */
export async function readPublications(bootstrap: string, topic = 'mash.demo-mash.child-record.v1'): Promise<readonly Publication[]> {
  const messages = await readTopic(bootstrap, topic);
  return messages.map(({ partition, offset, key, value, headers }) => {
    const record = JSON.parse(value?.toString('utf8') ?? '{}') as {
      readonly recordId: string;
      readonly delivery: { readonly sequence: number };
    };
    return {
      eventId: headers['ce_id'] ?? '',
      key: key ?? '',
      recordId: record.recordId,
      sequence: record.delivery.sequence,
      partition,
      offset,
    };
  });
}
