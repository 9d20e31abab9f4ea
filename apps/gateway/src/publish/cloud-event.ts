import {
  childRecordHeaders,
  recipientTopic,
  recordWithdrawnHeaders,
  type ChildRecord,
  type Handling,
  type MappedRecord,
  type RecordWithdrawn,
} from '@mash-gateway/contracts';
import type { OutboxRow } from './outbox.js';
import type { OutboundMessage } from './publish-port.js';

interface Payload {
  readonly record: MappedRecord;
  readonly handling: Handling;
}

/** A row as a CloudEvent in binary mode: the value is the child record or its withdrawal, attributes are headers, the key keeps a child's records together. */
export function cloudEvent(row: OutboxRow, payload: Buffer): OutboundMessage {
  const attributes = { id: row.eventId, feedId: row.feedId, childId: row.childId, time: row.eventTime };
  const [body, headers] =
    row.event === 'withdrawal'
      ? [recordWithdrawn(row), recordWithdrawnHeaders(attributes)]
      : [childRecord(row, JSON.parse(payload.toString('utf8')) as Payload), childRecordHeaders(attributes)];
  const topic = recipientTopic(row.recipient, 'child-record');
  return { topic, key: row.childId, value: Buffer.from(JSON.stringify(body), 'utf8'), headers };
}

/** Ids only: nothing of where the record went. */
function recordWithdrawn({ recordId, childId, ...row }: OutboxRow): RecordWithdrawn {
  return { recordId, childId, delivery: delivery(row) };
}

function childRecord({ recordId, childId, supersededBy, ...row }: OutboxRow, { record, handling }: Payload): ChildRecord {
  return {
    ...record,
    recordId,
    childId,
    source: { ...record.source, ...(supersededBy === undefined ? {} : { supersededBy }) },
    handling,
    delivery: delivery(row),
  };
}

function delivery({
  sequence,
  replaces,
  precededByDeadLetter,
}: Pick<OutboxRow, 'sequence' | 'replaces' | 'precededByDeadLetter'>): ChildRecord['delivery'] {
  return { sequence, ...(replaces === undefined ? {} : { replaces }), ...(precededByDeadLetter ? { precededByDeadLetter } : {}) };
}
