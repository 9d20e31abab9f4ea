import {
  CHILD_RECORD_DATASCHEMA,
  CHILD_RECORD_MEDIA_TYPE,
  CHILD_RECORD_TYPE,
  DEAD_LETTER_DATASCHEMA,
  DEAD_LETTER_TYPE,
  RECORD_WITHDRAWN_DATASCHEMA,
  RECORD_WITHDRAWN_TYPE,
} from '../delivery/cloud-event.js';
import { DeadLetter } from '../delivery/dead-letter.js';
import {
  AuditRoot,
  ChildIdentity,
  ChildJoined,
  ChildMerged,
  Deadline,
  Decision,
  HandlingChanged,
  RecordWithdrawn,
} from '../delivery/events.js';
import { operationsTopics, topicOfFeed, topicsOfRecipient, type TopicDefinition } from '../delivery/topics.js';
import type { ContractClass } from '../field/field.js';
import { ChildRecord, SCHEMA_VERSION } from '../record/child-record.js';
import { componentSchemas, type JsonSchema } from '../schema/json-schema.js';

const BINDING = '0.5.0';
/** Stands for the party in a topic name and is replaced by the channel's parameter. */
const EXAMPLE = 'example';

/** Messages by name: payload class and CloudEvents type. */
const MESSAGES = {
  childRecord: { payload: ChildRecord, type: CHILD_RECORD_TYPE },
  recordWithdrawn: { payload: RecordWithdrawn, type: RECORD_WITHDRAWN_TYPE },
  childMerged: { payload: ChildMerged, type: 'uk.gov.mash.child-merged.v1' },
  childJoined: { payload: ChildJoined, type: 'uk.gov.mash.child-joined.v1' },
  handlingChanged: { payload: HandlingChanged, type: 'uk.gov.mash.handling-changed.v1' },
  deadline: { payload: Deadline, type: 'uk.gov.mash.deadline.v1' },
  childIdentity: { payload: ChildIdentity, type: 'uk.gov.mash.child-identity.v1' },
  decision: { payload: Decision, type: 'uk.gov.mash.decision.v1' },
  deadLetter: { payload: DeadLetter, type: DEAD_LETTER_TYPE },
  auditRoot: { payload: AuditRoot, type: 'uk.gov.mash.audit-root.v1' },
} as const satisfies Readonly<Record<string, { payload: ContractClass; type: string }>>;

/** What this version really sends; the rest is named so that readers, topics and ACLs can be prepared for it. */
const SENT: readonly string[] = ['childRecord', 'recordWithdrawn', 'deadLetter'] satisfies (keyof typeof MESSAGES)[];
/** Schemas that are published by themselves, by message. */
const DATASCHEMAS: Readonly<Record<string, string>> = {
  childRecord: CHILD_RECORD_DATASCHEMA,
  recordWithdrawn: RECORD_WITHDRAWN_DATASCHEMA,
  deadLetter: DEAD_LETTER_DATASCHEMA,
};
/** What the key of a message is, where it is not the child. */
const KEYS: Readonly<Record<string, string>> = { deadLetter: 'Id of the feed' };
const RESERVED = 'Reserved: this version neither sends nor takes it.';

type MessageName = keyof typeof MESSAGES | 'submission';

/** The AsyncAPI 3.0 document of all topics, with Kafka bindings 0.5.0. */
export function asyncApiDocument(): JsonSchema {
  const [records, deadlines, identities, decisions] = topicsOfRecipient(EXAMPLE);
  const [deadLetters, auditRoots] = operationsTopics();
  return {
    asyncapi: '3.0.0',
    id: 'urn:mash-gateway:topics',
    info: {
      title: 'MASH Gateway topics',
      version: SCHEMA_VERSION,
      description: 'CloudEvents 1.0 in Kafka binary mode. The key is the childId; no topic, key or header holds anything of the child.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: CHILD_RECORD_MEDIA_TYPE,
    channels: {
      childRecord: channel(records, ['childRecord', 'recordWithdrawn', 'childMerged', 'childJoined', 'handlingChanged'], 'recipient'),
      deadline: channel(deadlines, ['deadline'], 'recipient'),
      childIdentity: channel(identities, ['childIdentity'], 'recipient'),
      decision: channel(decisions, ['decision'], 'recipient'),
      inbound: channel(topicOfFeed(EXAMPLE), ['submission'], 'feed'),
      deadLetter: channel(deadLetters, ['deadLetter']),
      auditRoot: channel(auditRoots, ['auditRoot']),
    },
    operations: {
      publishChildRecords: operation('send', 'childRecord', 'Records of children, in commit order per child, at least once.'),
      publishDeadlines: operation('send', 'deadline', 'Clocks that run for records.'),
      publishChildIdentity: operation('send', 'childIdentity', 'State of every child id the recipient was sent.'),
      takeDecisions: operation('receive', 'decision', 'Decisions of the case system about records it was sent.'),
      takeSubmissions: operation('receive', 'inbound', 'Messages of a feed that sends over Kafka.'),
      publishDeadLetters: operation(
        'send',
        'deadLetter',
        'One event for each thing that could not be taken or published, by ids and codes.',
      ),
      publishAuditRoots: operation('send', 'auditRoot', 'Roots of the audit chain.'),
    },
    components: {
      messages: { ...eventMessages(), submission: submissionMessage() },
      schemas: { ...componentSchemas(Object.values(MESSAGES).map((message) => message.payload)) },
    },
  };
}

function channel(topic: TopicDefinition | undefined, messages: readonly MessageName[], party?: 'recipient' | 'feed'): JsonSchema {
  if (topic === undefined) throw new RangeError('a channel without a topic');
  const { 'cleanup.policy': policy = 'delete', 'retention.ms': retention } = topic.config;
  const described =
    party === undefined ? {} : { parameters: { [party]: { description: `Id of the ${party}.`, examples: [`demo-${party}`] } } };
  return {
    address: party === undefined ? topic.name : topic.name.replace(EXAMPLE, `{${party}}`),
    ...described,
    ...(messages.some((name) => SENT.includes(name)) ? {} : { description: RESERVED }),
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      kafka: {
        partitions: topic.partitions,
        topicConfiguration: { 'cleanup.policy': [policy], ...(retention === undefined ? {} : { 'retention.ms': Number(retention) }) },
        bindingVersion: BINDING,
      },
    },
  };
}

function operation(action: 'send' | 'receive', name: string, summary: string): JsonSchema {
  return { action, channel: { $ref: `#/channels/${name}` }, summary };
}

function eventMessages(): JsonSchema {
  return Object.fromEntries(
    Object.entries(MESSAGES).map(([name, { payload, type }]) => [
      name,
      {
        name,
        ...(SENT.includes(name) ? {} : { description: RESERVED }),
        contentType: CHILD_RECORD_MEDIA_TYPE,
        headers: eventHeaders(type, DATASCHEMAS[name], name === 'deadLetter' ? 'Id of the dead letter.' : 'childId.'),
        payload: { $ref: `#/components/schemas/${payload.name}` },
        bindings: {
          kafka: { key: { type: 'string', description: `${KEYS[name] ?? 'childId'}, equal to ce_partitionkey.` }, bindingVersion: BINDING },
        },
      },
    ]),
  );
}

function eventHeaders(type: string, dataschema: string | undefined, subject: string): JsonSchema {
  const text = (description: string): JsonSchema => ({ type: 'string', description });
  const attributes = {
    'content-type': { const: CHILD_RECORD_MEDIA_TYPE },
    ce_specversion: { const: '1.0' },
    ce_id: text('Keyed hash of the statement for this recipient; repeats carry the same id.'),
    ce_source: text('Feed it came through, or the gateway.'),
    ce_type: { const: type },
    ce_subject: text(subject),
    ce_time: { type: 'string', format: 'date-time', description: 'Moment of the commit.' },
    ce_dataschema: dataschema === undefined ? text('Id of the JSON Schema of the payload.') : { const: dataschema },
    ce_partitionkey: text('The Kafka key.'),
  };
  return { type: 'object', required: Object.keys(attributes), properties: attributes };
}

function submissionMessage(): JsonSchema {
  return {
    name: 'submission',
    summary: 'A message in the standard of the feed, as an HTTP body would carry it.',
    headers: { type: 'object', required: ['content-type'], properties: { 'content-type': { type: 'string', description: 'Media type.' } } },
    payload: {},
  };
}
