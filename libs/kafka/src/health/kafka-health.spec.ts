import { expect, test } from '@jest/globals';

import { kafkaHealth } from './kafka-health.js';
import type { TellsHealth } from './kafka-health.js';

const health = (snapshot: ReturnType<TellsHealth['snapshot']>): unknown => kafkaHealth('kafka', { snapshot: () => snapshot })();

test.each(['connected', 'ready'])('%s is up', (state) => {
  expect(health({ state })).toEqual({ kafka: { status: 'up', state } });
});

test.each(['connecting', 'degraded', 'failed', 'fatal', 'closed'])('%s is down, with the reason', (state) => {
  expect(health({ state, reason: '_TRANSPORT' })).toEqual({ kafka: { status: 'down', state, reason: '_TRANSPORT' } });
});

test('a topic that is not there is down, though the brokers answer', () => {
  expect(health({ state: 'connected', missingTopics: ['t'] })).toEqual({
    kafka: { status: 'down', state: 'connected', reason: 'UNKNOWN_TOPIC_OR_PART' },
  });
});
