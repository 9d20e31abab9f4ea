import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublisher, ensureTopics } from '@mash-gateway/kafka';
import type { EnsureTopicsOptions, PublisherState, Settings } from '@mash-gateway/kafka';

import { startRealKafka } from '../support/real-kafka/real-kafka.js';
import type { RealKafka } from '../support/real-kafka/real-kafka.js';

const TOPIC = 'tls.v1';

let kafka: RealKafka;

beforeAll(async () => {
  kafka = await startRealKafka({ tls: true });
}, 120_000);

afterAll(() => kafka.close());

/** Connects to this listener of the broker and tells the state, and where a message was put if it was ready. */
async function attempt(brokers: string, ssl: Settings): Promise<{ readonly state: PublisherState; readonly offset?: number }> {
  const security = { 'security.protocol': 'ssl', ...ssl };
  const publisher = createPublisher({ brokers, clientId: 'tls', security, watch: { probeTimeoutMs: 3_000 } });
  await publisher.connect();
  const { state } = publisher.snapshot();
  if (state !== 'ready') {
    await publisher.close(0);

    return { state };
  }
  const options: EnsureTopicsOptions = { brokers, clientId: 'tls', security, creation: 'create' };
  await ensureTopics(publisher, [{ name: TOPIC, partitions: 1, replicationFactor: 1, config: {} }], options);
  const { offset } = await publisher.send({ topic: TOPIC, key: 'k', value: null, headers: {} });
  await publisher.close(5_000);

  return { state, offset };
}

test('a broker whose certificate is trusted and names it is used, for messages and for topics', async () => {
  expect(await attempt(kafka.tls?.bootstrap ?? '', { 'ssl.ca.location': kafka.tls?.caFile ?? '' })).toEqual({ state: 'ready', offset: 0 });
}, 60_000);

test('a broker whose certificate nobody vouches for is not used', async () => {
  expect(await attempt(kafka.tls?.bootstrap ?? '', {})).toEqual({ state: 'connecting' });
}, 60_000);

test('a broker whose certificate names another machine is not used, even though the certificate is trusted', async () => {
  const trusted = { 'ssl.ca.location': kafka.tls?.wrongNameCaFile ?? '' };

  expect(await attempt(kafka.tls?.wrongNameBootstrap ?? '', trusted)).toEqual({ state: 'connecting' });
  // The same broker with the check of the name off, which is allowed on loopback only: it was the name.
  expect(await attempt(kafka.tls?.wrongNameBootstrap ?? '', { ...trusted, 'ssl.endpoint.identification.algorithm': 'none' })).toMatchObject(
    {
      state: 'ready',
    },
  );
}, 60_000);
