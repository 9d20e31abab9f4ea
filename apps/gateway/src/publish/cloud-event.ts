import { childRecordHeaders, recipientTopic, type ChildRecord, type Handling, type MappedRecord } from '@mash-gateway/contracts';
import type { OutboxRow } from './outbox.js';
import type { OutboundMessage } from './publish-port.js';

interface Payload {
  readonly record: MappedRecord;
  readonly handling: Handling;
}

/** A row as a CloudEvent in binary mode: the value is the child record, attributes are headers, the key keeps a child's records together. */
export function cloudEvent(row: OutboxRow, payload: Buffer): OutboundMessage {
  return {
    topic: recipientTopic(row.recipient, 'child-record'),
    key: row.childId,
    value: Buffer.from(JSON.stringify(childRecord(row, JSON.parse(payload.toString('utf8')) as Payload)), 'utf8'),
    headers: childRecordHeaders({ id: row.eventId, feedId: row.feedId, childId: row.childId, time: row.eventTime }),
  };
}

function childRecord(
  { recordId, childId, sequence, supersededBy, precededByDeadLetter }: OutboxRow,
  { record, handling }: Payload,
): ChildRecord {
  return {
    ...record,
    recordId,
    childId,
    source: { ...record.source, ...(supersededBy === undefined ? {} : { supersededBy }) },
    handling,
    delivery: { sequence, ...(precededByDeadLetter ? { precededByDeadLetter } : {}) },
  };
}
