/** What the topics of one recipient carry. */
export type RecipientStream = 'child-record' | 'deadline' | 'child-identity' | 'decision';

/** How a topic is made. Partition counts never change in place: a child's records would change partition and lose their order. */
export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  readonly direction: 'out' | 'in' | 'operations';
  /** Topic-level configuration by Apache Kafka's own names, values as text. */
  readonly config: Readonly<Record<string, string>>;
}

/** Recommended on a cluster; 1 and 1 on a single broker. */
export const CLUSTER_REPLICATION = { replicationFactor: 3, minInSyncReplicas: 2 } as const;

/** One event for each dead letter, by ids and codes: what it holds stays sealed in the gateway. */
export const DEAD_LETTER_TOPIC = 'mash.gateway.dead-letter.v1';
/** Signed roots of the audit chain. */
export const AUDIT_ROOT_TOPIC = 'mash.gateway.audit-root.v1';

const PARTY = /^[a-z][a-z0-9-]{1,39}$/;
/** Words that stand at the place of a party in a topic name. */
const RESERVED = new Set(['gateway', 'inbound', 'decision']);
const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether an id may name a feed or recipient: `[a-z][a-z0-9-]{1,39}`, and no word that topics use at its place.
 */
export function isPartyId(id: string): boolean {
  return PARTY.test(id) && !RESERVED.has(id);
}

/**
 * The topic of one stream of one recipient, e.g. `mash.demo-mash.child-record.v1`.
 * @throws RangeError when the recipient id is not one
 */
export function recipientTopic(recipient: string, stream: RecipientStream): string {
  return `mash.${party(recipient)}.${stream}.v1`;
}

/**
 * The topic by which a feed may send over Kafka, e.g. `mash.inbound.health-demo`.
 * @throws RangeError when the feed id is not one
 */
export function inboundTopic(feed: string): string {
  return `mash.inbound.${party(feed)}`;
}

/** The topics of one recipient with their settings, three out and one in. */
export function topicsOfRecipient(recipient: string): readonly TopicDefinition[] {
  return [
    deleting(recipientTopic(recipient, 'child-record'), 'out'),
    deleting(recipientTopic(recipient, 'deadline'), 'out'),
    // State, not events: the newest state of every child stays.
    topic(recipientTopic(recipient, 'child-identity'), 'out', { 'cleanup.policy': 'compact' }),
    deleting(recipientTopic(recipient, 'decision'), 'in'),
  ];
}

/** The inbound topic of a feed with its settings. */
export function topicOfFeed(feed: string): TopicDefinition {
  return deleting(inboundTopic(feed), 'in');
}

/** The gateway's own topics with their settings. */
export function operationsTopics(): readonly TopicDefinition[] {
  return [
    topic(DEAD_LETTER_TOPIC, 'operations', { 'cleanup.policy': 'delete', 'retention.ms': String(30 * DAY) }),
    topic(AUDIT_ROOT_TOPIC, 'operations', { 'cleanup.policy': 'delete', 'retention.ms': '-1' }, 1),
  ];
}

function deleting(name: string, direction: TopicDefinition['direction']): TopicDefinition {
  return topic(name, direction, { 'cleanup.policy': 'delete', 'retention.ms': String(14 * DAY) });
}

function topic(
  name: string,
  direction: TopicDefinition['direction'],
  config: Readonly<Record<string, string>>,
  partitions = 12,
): TopicDefinition {
  return { name, partitions, direction, config };
}

function party(id: string): string {
  if (!isPartyId(id)) throw new RangeError('an id of a feed or recipient is [a-z][a-z0-9-]{1,39} and not gateway, inbound or decision');
  return id;
}
