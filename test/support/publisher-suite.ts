import { createServer, connect as connectSocket } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublisher } from '@mash-gateway/kafka';
import type { CreatePublisherOptions, Publisher } from '@mash-gateway/kafka';
import kafkajs from 'kafkajs';
import { filter, firstValueFrom, map, toArray } from 'rxjs';

import type { BrokerUnderTest } from './broker-under-test.js';
import { toCloudEvent } from './cloud-events.js';
import { readTopic } from './read-topic.js';
import type { ReadMessage } from './read-topic.js';

const HEADERS = {
  'content-type': 'application/json',
  ce_specversion: '1.0',
  ce_id: 'id-1',
  ce_source: '/mash-gateway/feeds/test',
  ce_type: 'uk.gov.mash.test.v1',
  'welsh-and-more': 'Llŷr — 日本 🙂',
};

/** Client time limits short enough to be outlasted by a test. */
const IMPATIENT: Pick<CreatePublisherOptions, 'settings' | 'watch'> = {
  settings: { global: { 'socket.timeout.ms': 1_500 }, topic: { 'request.timeout.ms': 1_000 } },
  watch: { stalledAfterMs: 500, probeIntervalMs: 500, probeTimeoutMs: 1_000 },
};

/** What a publisher promises, proved on whatever broker `startBroker` starts, by what a client that is not ours reads back. */
export function publisherSuite(name: string, startBroker: () => Promise<BrokerUnderTest>): void {
  describe(`publisher on ${name}`, () => {
    let broker: BrokerUnderTest;
    let publisher: Publisher;

    const open = async (options: Partial<CreatePublisherOptions> = {}): Promise<Publisher> => {
      const opened = createPublisher({ brokers: broker.bootstrap, clientId: 'suite', ...options });
      await opened.connect();

      return opened;
    };
    const sendTo = (topic: string, key: string, value: string, by = publisher): ReturnType<Publisher['send']> =>
      by.send({ topic, key, value: Buffer.from(value), headers: HEADERS });

    beforeAll(async () => {
      broker = await startBroker();
      publisher = await open();
    }, 120_000);

    afterAll(async () => {
      await publisher.close(5_000);
      await broker.close();
    });

    describe('what was confirmed is on the topic', () => {
      const topic = 'suite.read-back';
      const keys = Array.from({ length: 60 }, (_, index) => `child-${index % 20}`);
      let deliveries: Awaited<ReturnType<Publisher['send']>>[];
      let read: readonly ReadMessage[];

      beforeAll(async () => {
        await broker.createTopic(topic, 4);
        deliveries = await Promise.all(keys.map((key, index) => sendTo(topic, key, `{"n":${index}}`)));
        await publisher.send({ topic, key: 'tombstone', value: null, headers: HEADERS });
        read = await readTopic(broker.bootstrap, topic);
      }, 60_000);

      test('every message is at the place its delivery report named, and nothing else is there', () => {
        const expected = deliveries.map(({ partition, offset }, index) => `${partition}/${offset} ${keys[index] ?? ''} {"n":${index}}`);
        const found = read.filter(({ value }) => value !== null).map((m) => `${m.partition}/${m.offset} ${m.key ?? ''} ${String(m.value)}`);

        expect(found.sort()).toEqual(expected.sort());
      });

      test('the partition of a key is the one a Java client would choose', () => {
        const partitioner = kafkajs.Partitioners.DefaultPartitioner();
        const partitionMetadata = [0, 1, 2, 3].map((partitionId) => ({
          partitionId,
          leader: 1,
          replicas: [1],
          isr: [1],
          partitionErrorCode: 0,
        }));
        const byJava = keys.map((key) => partitioner({ topic, partitionMetadata, message: { key, value: '' } }));

        expect(deliveries.map(({ partition }) => partition)).toEqual(byJava);
        expect(new Set(byJava).size).toBeGreaterThan(1);
      });

      test('messages of one key keep the order they were sent in', () => {
        const ofOneChild = read.filter(({ key }) => key === 'child-3').map(({ value }) => String(value));

        expect(ofOneChild).toEqual(['{"n":3}', '{"n":23}', '{"n":43}']);
      });

      test('every header arrives as one key with its text in UTF-8', () => {
        expect(read.map(({ headers }) => headers)).toEqual(read.map(() => HEADERS));
      });

      test('a null value arrives as a tombstone', () => {
        expect(read.filter(({ value }) => value === null).map(({ key }) => key)).toEqual(['tombstone']);
      });

      test('the CloudEvents SDK reads the event', () => {
        const event = toCloudEvent(read.find(({ key }) => key === 'child-3') as ReadMessage);

        expect(event).toMatchObject({ id: 'id-1', type: 'uk.gov.mash.test.v1', specversion: '1.0', data: { n: 3 } });
      });
    });

    test('the status goes from connecting over ready to closed and completes', async () => {
      const own = createPublisher({ brokers: broker.bootstrap, clientId: 'suite' });
      const seen = firstValueFrom(
        own.status.pipe(
          map(({ state }) => state),
          toArray(),
        ),
      );

      await own.connect();
      await own.close(1_000);

      expect(await seen).toEqual(['connecting', 'ready', 'closed']);
    });

    test('a topic that was sent to exists, and asking for another does not create it', async () => {
      await broker.createTopic('suite.known', 1);
      await sendTo('suite.known', 'k', 'v');

      expect(await publisher.topicExists('suite.known')).toBe(true);
      expect(await publisher.topicExists('suite.unknown')).toBe(false);
      expect(await publisher.topicExists('suite.unknown')).toBe(false);
    });

    test('a message above the client limit can never be published, and the next one is', async () => {
      await broker.createTopic('suite.large', 1);

      await expect(sendTo('suite.large', 'k', 'x'.repeat(1_100_000))).rejects.toMatchObject({
        code: 'MSG_SIZE_TOO_LARGE',
        kind: 'unpublishable',
      });
      expect(await sendTo('suite.large', 'k', 'small')).toMatchObject({ offset: 0 });
    });

    test('after close nothing is taken, and closing again says the same', async () => {
      const own = await open();
      const closed = await own.close(1_000);

      await expect(sendTo('suite.known', 'k', 'v', own)).rejects.toMatchObject({ code: 'CLOSED', kind: 'retriable' });
      expect(await own.close(1_000)).toEqual(closed);
    });

    test('close waits for what was taken', async () => {
      await broker.createTopic('suite.close', 4);
      const own = await open();
      const sent = Array.from({ length: 500 }, (_, index) => sendTo('suite.close', `k${index}`, 'v', own));

      expect(await own.close(20_000)).toEqual({ unconfirmed: 0 });
      expect(await Promise.all(sent)).toHaveLength(500);
    });

    test('close counts what a broker that hangs did not confirm, and says so to each sender', async () => {
      const own = await open();
      await broker.pause();
      const sent = Promise.allSettled(['a', 'b', 'c'].map((key) => sendTo('suite.close', key, 'v', own)));

      const report = await own.close(300);
      await broker.resume();

      expect(report).toEqual({ unconfirmed: 3 });
      expect((await sent).map((outcome) => outcome.status === 'rejected' && (outcome.reason as { code: string }).code)).toEqual(
        Array(3).fill('UNCONFIRMED'),
      );
    }, 30_000);

    test('while a broker hangs a message waits and the status says why; when it wakes the message arrives', async () => {
      await broker.createTopic('suite.pause', 1);
      const own = await open(IMPATIENT);
      await broker.pause();
      const sent = sendTo('suite.pause', 'k', 'v', own);

      const degraded = await firstValueFrom(own.status.pipe(filter(({ state }) => state === 'degraded')));
      expect(degraded).toMatchObject({ inFlight: 1, reason: expect.any(String) });

      await broker.resume();
      expect(await sent).toMatchObject({ partition: expect.any(Number) });
      await firstValueFrom(own.status.pipe(filter(({ state }) => state === 'ready')));
      await own.close(5_000);
    }, 60_000);

    test('without a broker the publisher starts, holds its messages, and sends them once the broker is there', async () => {
      await broker.createTopic('suite.late', 1);
      const { port, listen } = await reservedPort(broker.bootstrap);
      const own = createPublisher({ brokers: `127.0.0.1:${port}`, clientId: 'late', watch: { probeTimeoutMs: 500 } });
      await own.connect();
      const sent = sendTo('suite.late', 'k', 'v', own);
      expect(own.snapshot()).toMatchObject({ state: 'connecting', waiting: 1, reason: '_TRANSPORT' });

      const proxy = await listen();

      expect(await sent).toMatchObject({ offset: 0 });
      await own.close(5_000);
      proxy.close();
    }, 60_000);

    test('ten messages of one key queued during an outage longer than any time limit arrive in order, and on a real broker once each', async () => {
      const topic = 'suite.outage';
      await broker.createTopic(topic, 4);
      const own = await open(IMPATIENT);
      await broker.pause();
      const sent = Array.from({ length: 10 }, (_, index) => sendTo(topic, 'one-child', String(index), own));
      // Longer than request and socket time limits: this test is about time passing, so it lets time pass.
      await pass(4_000);
      await broker.resume();

      const deliveries = await Promise.all(sent);
      await own.close(10_000);
      expect(new Set(deliveries.map(({ partition }) => partition)).size).toBe(1);
      const arrived = (await readTopic(broker.bootstrap, topic)).map(({ value }) => String(value));
      const firstSeen = [...new Set(arrived)];
      expect(firstSeen).toEqual(Array.from({ length: 10 }, (_, index) => String(index)));
      // Only a real broker recognises a repeated batch of an idempotent producer.
      expect(broker.isReal ? arrived : firstSeen).toEqual(firstSeen);
    }, 60_000);
  });
}

/** A port nobody listens on, and a way to make it lead to the broker later. */
async function reservedPort(bootstrap: string): Promise<{ readonly port: number; readonly listen: () => Promise<Server> }> {
  const target = new URL(`tcp://${bootstrap}`);
  const proxy = (): Server =>
    createServer((client) => {
      const upstream = connectSocket(Number(target.port), target.hostname);
      client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
      client.pipe(upstream).pipe(client);
    });
  const listenOn = async (port: number): Promise<Server> => {
    const server = proxy();
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));

    return server;
  };
  const first = await listenOn(0);
  const { port } = first.address() as AddressInfo;
  await new Promise((closed) => first.close(closed));

  return { port, listen: () => listenOn(port) };
}
