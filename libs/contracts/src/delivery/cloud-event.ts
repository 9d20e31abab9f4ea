import { SCHEMA_VERSION } from '../record/child-record.js';

/** CloudEvents `type` of a published child record. */
export const CHILD_RECORD_TYPE = 'uk.gov.mash.child-record.v1';
/** Media type of the payload: `datacontenttype`, which binary mode carries as the `content-type` header. */
export const CHILD_RECORD_MEDIA_TYPE = 'application/json';
/** `dataschema` of a published child record: the `$id` of its JSON Schema, which the gateway serves under `/schemas/`. */
export const CHILD_RECORD_DATASCHEMA = `urn:mash-gateway:schema:child-record:${SCHEMA_VERSION}`;

/** CloudEvents `type` by which a record is taken back from a child: its source has moved it to another. */
export const RECORD_WITHDRAWN_TYPE = 'uk.gov.mash.record-withdrawn.v1';
/** `dataschema` of a withdrawal. */
export const RECORD_WITHDRAWN_DATASCHEMA = `urn:mash-gateway:schema:record-withdrawn:${SCHEMA_VERSION}`;

/** CloudEvents `type` by which the gateway says that something became a dead letter. */
export const DEAD_LETTER_TYPE = 'uk.gov.mash.dead-letter.v1';
/** `dataschema` of a dead letter. */
export const DEAD_LETTER_DATASCHEMA = `urn:mash-gateway:schema:dead-letter:${SCHEMA_VERSION}`;

/** Attributes of the CloudEvent by which a dead letter is told. */
export interface DeadLetterEvent {
  /** Repeats of one event carry the same id. */
  readonly id: string;
  readonly feedId: string;
  readonly deadLetterId: number;
  /** When it was written. */
  readonly time: Date;
}

/** Attributes of the CloudEvent in which a child record, or its withdrawal, travels. */
export interface ChildRecordEvent {
  /** Keyed hash of the statement (or of its withdrawal) for this recipient; repeats of one delivery carry the same id. */
  readonly id: string;
  /** Feed the statement came through. */
  readonly feedId: string;
  readonly childId: string;
  /** Moment of the commit. */
  readonly time: Date;
}

/** Headers of a Kafka record: UTF-8 strings, one per key. */
export type EventHeaders = Readonly<Record<string, string>>;

/** What a reader learns from the headers of a child record. */
export interface ReceivedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly dataschema: string;
  readonly partitionKey: string;
  readonly contentType: string;
}

/**
 * The headers of a child record in CloudEvents Kafka binary mode.
 *
 * Kafka Protocol Binding for CloudEvents 1.0.2: `datacontenttype` becomes the `content-type` header (§3.2.1), every other
 * attribute a `ce_` header with a UTF-8 string value (§3.2.3); there is no `ce_datacontenttype`. `partitionkey` repeats the
 * Kafka key and stays in the event (§3.1, partitioning extension). `time` is RFC 3339 (CloudEvents 1.0.2, "time").
 */
export function childRecordHeaders(event: ChildRecordEvent): EventHeaders {
  return headersOf(event, CHILD_RECORD_TYPE, CHILD_RECORD_DATASCHEMA);
}

/** The headers of a withdrawal: those of the child record that it takes back, with type and schema of its own. */
export function recordWithdrawnHeaders(event: ChildRecordEvent): EventHeaders {
  return headersOf(event, RECORD_WITHDRAWN_TYPE, RECORD_WITHDRAWN_DATASCHEMA);
}

/** The headers of a dead letter's event. Its key is the feed, so that those of one feed keep their order. */
export function deadLetterHeaders({ id, feedId, deadLetterId, time }: DeadLetterEvent): EventHeaders {
  return {
    'content-type': CHILD_RECORD_MEDIA_TYPE,
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: `/mash-gateway/feeds/${feedId}`,
    ce_type: DEAD_LETTER_TYPE,
    ce_subject: String(deadLetterId),
    ce_time: time.toISOString(),
    ce_dataschema: DEAD_LETTER_DATASCHEMA,
    ce_partitionkey: feedId,
  };
}

function headersOf(event: ChildRecordEvent, type: string, dataschema: string): EventHeaders {
  return {
    'content-type': CHILD_RECORD_MEDIA_TYPE,
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: `/mash-gateway/feeds/${event.feedId}`,
    ce_type: type,
    ce_subject: event.childId,
    ce_time: event.time.toISOString(),
    ce_dataschema: dataschema,
    ce_partitionkey: event.childId,
  };
}

/**
 * Reads the headers of a record back.
 * @param headers as any Kafka client gives them: strings or bytes; header names in lower case (§3.2.3)
 * @returns undefined when the record is no CloudEvent in binary mode, or lacks an attribute every child record has
 */
export function readEventHeaders(headers: Readonly<Record<string, string | Uint8Array>>): ReceivedEvent | undefined {
  const value = (name: string): string | undefined => asText(headers[name]);
  const contentType = value('content-type');
  // Structured mode announces itself by its content type (§3.3); binary mode does not.
  if (contentType === undefined || contentType.startsWith('application/cloudevents') || value('ce_specversion') !== '1.0') return undefined;
  const [id, source, type, subject] = [value('ce_id'), value('ce_source'), value('ce_type'), value('ce_subject')];
  const [time, dataschema, partitionKey] = [value('ce_time'), value('ce_dataschema'), value('ce_partitionkey')];
  if (id === undefined || source === undefined || type === undefined || subject === undefined) return undefined;
  if (time === undefined || dataschema === undefined || partitionKey === undefined) return undefined;
  return { id, source, type, subject, time, dataschema, partitionKey, contentType };
}

function asText(value: string | Uint8Array | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : new TextDecoder('utf-8').decode(value);
}
