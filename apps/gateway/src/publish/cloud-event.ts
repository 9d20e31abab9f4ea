import { SCHEMA_VERSION, type ChildRecord, type Handling, type MappedRecord } from '@mash-gateway/contracts';
import type { OutboxRow } from './outbox.js';
import type { OutboundMessage } from './publish-port.js';

/** `ce_type` of a child record. */
export const CHILD_RECORD_EVENT = 'uk.gov.mash.child-record.v1';
/** `ce_dataschema`: names the contract version; the schema itself is served under /schemas. */
export const CHILD_RECORD_SCHEMA = `urn:mash-gateway:schema:child-record:${SCHEMA_VERSION}`;

/** The topic of a recipient's child records. */
export function childRecordTopic(recipient: string): string {
  return `mash.${recipient}.child-record.v1`;
}

interface Payload {
  readonly record: MappedRecord;
  readonly handling: Handling;
}

/** A row as a CloudEvent in binary mode (CloudEvents Kafka protocol binding 1.0.2 §3.2): the value is the record, attributes are headers. */
export function cloudEvent(row: OutboxRow, payload: Buffer): OutboundMessage {
  return {
    topic: childRecordTopic(row.recipient),
    key: row.childId,
    value: Buffer.from(JSON.stringify(childRecord(row, JSON.parse(payload.toString('utf8')) as Payload)), 'utf8'),
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: row.eventId,
      ce_source: `/mash-gateway/feeds/${row.feedId}`,
      ce_type: CHILD_RECORD_EVENT,
      ce_subject: row.childId,
      ce_time: row.eventTime.toISOString(),
      ce_dataschema: CHILD_RECORD_SCHEMA,
      ce_partitionkey: row.childId,
    },
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
