import { expect, test } from '@jest/globals';
import { inboundTopic, isPartyId, operationsTopics, recipientTopic, topicOfFeed, topicsOfRecipient } from './topics.js';

test('topics of a recipient and a feed have the names that readers script against', () => {
  expect(topicsOfRecipient('demo-mash').map((topic) => topic.name)).toEqual([
    'mash.demo-mash.child-record.v1',
    'mash.demo-mash.deadline.v1',
    'mash.demo-mash.child-identity.v1',
    'mash.demo-mash.decision.v1',
  ]);
  expect(topicOfFeed('health-demo')).toMatchObject({ name: 'mash.inbound.health-demo', direction: 'in' });
  expect(operationsTopics().map((topic) => topic.name)).toEqual(['mash.gateway.dead-letter.v1', 'mash.gateway.audit-root.v1']);
});

test('child records are kept fourteen days in twelve partitions, and child identity keeps the newest state', () => {
  const [records, , identity] = topicsOfRecipient('demo-mash');

  expect(records).toMatchObject({ partitions: 12, config: { 'cleanup.policy': 'delete', 'retention.ms': '1209600000' } });
  expect(identity).toMatchObject({ partitions: 12, config: { 'cleanup.policy': 'compact' } });
});

test.each(['gateway', 'inbound', 'decision', 'A', 'a', '1a', 'demo_mash', 'demo.mash', 'démo', 'a'.repeat(41), 'demo-mash\n', ''])(
  'refuses %j as the id of a party',
  (id) => {
    expect(isPartyId(id)).toBe(false);
    expect(() => recipientTopic(id, 'deadline')).toThrow(RangeError);
    expect(() => inboundTopic(id)).toThrow(RangeError);
  },
);
