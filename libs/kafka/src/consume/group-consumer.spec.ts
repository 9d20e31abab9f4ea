import { expect, test } from '@jest/globals';
import { filter, firstValueFrom } from 'rxjs';

import { Recorder } from '../../../../test/support/recorder.js';
import type { ConsumedMessage } from './consumed-message.js';
import type { ConsumerDriver, ConsumerEvents, TopicPartition } from './consumer-driver.js';
import { GroupConsumer } from './group-consumer.js';
import type { ConsumerState, GroupConsumerOptions } from './group-consumer.js';

const PARTITION: TopicPartition = { topic: 't', partition: 0 };

/** A cluster with one partition, which the member that subscribed last is given, from the committed offset on. */
class Cluster {
  readonly clients: Client[] = [];
  readonly topics = new Set(['t']);
  isUp = true;
  committed = 0;
  high = 0;

  readonly open = (_: unknown, events: ConsumerEvents): ConsumerDriver => {
    const client = new Client(this, events);
    this.clients.push(client);

    return client;
  };

  client(index: number): Client {
    const client = this.clients[index];
    if (client === undefined) throw new Error('no such client');

    return client;
  }
}

class Client implements ConsumerDriver {
  readonly log: string[] = [];
  forgotItsBrokers = false;
  private next: number | undefined;

  constructor(
    private readonly cluster: Cluster,
    readonly events: ConsumerEvents,
  ) {}

  async connect(): Promise<void> {
    await this.metadata();
  }

  subscribe(): void {
    this.log.push('subscribe');
    this.next = this.cluster.committed;
    this.events.assigned([PARTITION]);
  }

  async consume(): Promise<readonly ConsumedMessage[]> {
    await new Promise(setImmediate);
    if (this.forgotItsBrokers || this.next === undefined || this.next >= this.cluster.high) return [];
    const offset = this.next++;

    return [{ ...PARTITION, offset, key: null, value: Buffer.from(String(offset)), headers: [], timestamp: 1 }];
  }

  metadata(): ReturnType<ConsumerDriver['metadata']> {
    if (!this.cluster.isUp || this.forgotItsBrokers) return Promise.reject(new Error('broker transport failure'));
    const topics = [...this.cluster.topics].map((name) => ({ name, partitions: 1, replicas: 1 }));

    return Promise.resolve({ brokers: ['127.0.0.1:1'], topics });
  }

  store(_: TopicPartition, offset: number): void {
    this.log.push(`store ${offset}`);
    if (!this.forgotItsBrokers) this.cluster.committed = offset;
  }

  pause(): void {
    this.log.push('pause');
  }

  resume(): void {
    this.log.push('resume');
  }

  disconnect(): Promise<void> {
    this.log.push('disconnect');

    return Promise.resolve();
  }
}

function consumerOn(
  cluster: Cluster,
  options: Partial<GroupConsumerOptions>,
): { readonly consumer: GroupConsumer; readonly notices: Recorder<string> } {
  const notices = new Recorder<string>();
  const consumer = new GroupConsumer(
    { global: {}, topic: {} },
    {
      topics: ['t'],
      marks: { high: 10, low: 1, highBytes: 1_000_000 },
      watch: { probeIntervalMs: 5, probeTimeoutMs: 5, replaceAfterMs: 20 },
      drainTimeoutMs: 10,
      batchSize: () => 1,
      process: () => Promise.resolve(),
      notice: (code) => {
        notices.add(code);
      },
      ...options,
    },
    cluster.open,
  );

  return { consumer, notices };
}

/** A handler that lets every message pass, but for one that it holds until the test says so. */
function holding(held: number): {
  readonly seen: Recorder<number>;
  readonly process: GroupConsumerOptions['process'];
  readonly release: () => void;
} {
  const seen = new Recorder<number>();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  return {
    seen,
    release: () => {
      release();
    },
    process: async ([message], _, done) => {
      seen.add(message.offset);
      if (message.offset === held && seen.all.filter((offset) => offset === held).length === 1) await released;
      done(message);
    },
  };
}

const reaches = (consumer: GroupConsumer, wanted: ConsumerState): Promise<unknown> =>
  firstValueFrom(consumer.status.pipe(filter(({ state }) => state === wanted)));

test('a client that forgot its brokers gives way to one that finds them: nothing is lost, and nothing done late is committed', async () => {
  const cluster = new Cluster();
  const { seen, process, release } = holding(1);
  const { consumer, notices } = consumerOn(cluster, { process });
  cluster.high = 2;
  await consumer.start();
  await seen.reached(2);

  cluster.client(0).forgotItsBrokers = true;
  cluster.high = 4;
  await reaches(consumer, 'degraded');
  await notices.until((codes) => codes.includes('CLIENT_REPLACED'));
  await reaches(consumer, 'connected');
  await seen.until((offsets) => offsets.includes(3));
  const before = [...cluster.client(0).log];
  release();
  await new Promise(setImmediate);

  // 0 was committed; 1 was under way, so it comes again.
  expect(seen.all).toEqual([0, 1, 1, 2, 3]);
  expect(before).toEqual(['subscribe', 'store 1', 'disconnect']);
  expect(cluster.client(0).log).toEqual(before);
  await consumer.stop();
  expect(cluster.committed).toBe(4);
  expect(cluster.clients.filter(({ log }) => log.filter((line) => line === 'disconnect').length !== 1)).toEqual([]);
});

test('what a client says after it was replaced changes nothing', async () => {
  const cluster = new Cluster();
  const { seen, process } = holding(-1);
  const { consumer, notices } = consumerOn(cluster, { process });
  await consumer.start();
  cluster.client(0).forgotItsBrokers = true;
  await notices.until((codes) => codes.includes('CLIENT_REPLACED'));
  await reaches(consumer, 'connected');

  await cluster.client(0).events.revoked([PARTITION]);
  cluster.client(0).events.assigned([{ topic: 't', partition: 1 }]);
  cluster.client(0).events.error(new Error('fatal error'));
  cluster.high = 1;
  await seen.reached(1);

  expect(consumer.status.value).toEqual({ state: 'connected' });
  expect(consumer.partitions.map(({ partition }) => partition)).toEqual([0]);
  await consumer.stop();
});

test('while the brokers are away for everybody the client keeps its partitions, and the ones that were tried are closed', async () => {
  const cluster = new Cluster();
  const { seen, process } = holding(-1);
  const { consumer } = consumerOn(cluster, { process });
  await consumer.start();
  cluster.isUp = false;
  await reaches(consumer, 'degraded');
  while (cluster.clients.length < 4) await new Promise(setImmediate);

  cluster.isUp = true;
  cluster.high = 1;
  await seen.reached(1);
  await reaches(consumer, 'connected');
  await consumer.stop();

  expect(cluster.client(0).log).toEqual(['subscribe', 'store 1', 'disconnect']);
  expect(cluster.clients.slice(1).filter(({ log }) => log.join() !== 'disconnect')).toEqual([]);
});

test('a topic that is not there is named until it is', async () => {
  const cluster = new Cluster();
  cluster.topics.clear();
  const { consumer } = consumerOn(cluster, {});
  await consumer.start();
  while (consumer.missingTopics.length === 0) await new Promise(setImmediate);
  expect(consumer.missingTopics).toEqual(['t']);

  cluster.topics.add('t');
  while (consumer.missingTopics.length > 0) await new Promise(setImmediate);
  await consumer.stop();
});
