import { expect, test } from '@jest/globals';
import { filter, firstValueFrom } from 'rxjs';

import type { OutgoingMessage } from './outgoing.js';
import type { ProducerDriver, ProducerEvents } from './producer-driver.js';
import type { Publisher } from './publisher.js';
import { createPublisher } from './rdkafka-publisher.js';

/** A cluster, and the clients opened on it: the first forgets its brokers when the test says so, as librdkafka does. */
class Cluster {
  readonly clients: Client[] = [];
  isUp = true;

  readonly open = (_: unknown, events: ProducerEvents): ProducerDriver => {
    const client = new Client(this, events);
    this.clients.push(client);

    return client;
  };
}

class Client implements ProducerDriver {
  readonly values: string[] = [];
  readonly opaques: number[] = [];
  forgotItsBrokers = false;
  disconnects = 0;

  constructor(
    private readonly cluster: Cluster,
    readonly events: ProducerEvents,
  ) {}

  connect(): Promise<void> {
    return this.metadata().then(() => undefined);
  }

  produce({ value }: OutgoingMessage, opaque: number): void {
    this.values.push(String(value));
    this.opaques.push(opaque);
  }

  poll(): void {
    // Reports come when the test says so.
  }

  metadata(): ReturnType<ProducerDriver['metadata']> {
    const answers = this.cluster.isUp && !this.forgotItsBrokers;

    return answers ? Promise.resolve({ brokers: ['127.0.0.1:1'], topics: [] }) : Promise.reject(new Error('broker transport failure'));
  }

  disconnect(): Promise<void> {
    this.disconnects += 1;

    return Promise.resolve();
  }
}

const WATCH = { probeIntervalMs: 5, probeTimeoutMs: 5, stalledAfterMs: 10, replaceAfterMs: 20 };
const message = (value: string): OutgoingMessage => ({ topic: 't', key: 'k', value: Buffer.from(value), headers: {} });

async function opened(cluster: Cluster): Promise<{ readonly publisher: Publisher; readonly first: Client }> {
  const publisher = createPublisher({ brokers: '127.0.0.1:1', clientId: 'test', watch: WATCH }, cluster.open);
  await publisher.connect();

  return { publisher, first: cluster.clients[0] as Client };
}

const replaced = (publisher: Publisher): Promise<unknown> =>
  firstValueFrom(publisher.notices.pipe(filter(({ code }) => code === 'CLIENT_REPLACED')));

test('a client that forgot its brokers gives way to a new one, which sends again what has no report, in its order', async () => {
  const cluster = new Cluster();
  const { publisher, first } = await opened(cluster);
  const sent = ['a', 'b', 'c'].map((value) => publisher.send(message(value)));
  first.events.delivered(first.opaques[0] ?? 0, { partition: 0, offset: 0 });
  await sent[0];

  first.forgotItsBrokers = true;
  await replaced(publisher);
  const fresh = cluster.clients.at(-1) as Client;

  expect(fresh).not.toBe(first);
  expect(fresh.values).toEqual(['b', 'c']);
  expect(publisher.snapshot()).toMatchObject({ state: 'ready', inFlight: 2 });
  fresh.opaques.forEach((opaque, index) => {
    fresh.events.delivered(opaque, { partition: 0, offset: index + 1 });
  });
  expect(await Promise.all(sent)).toEqual([0, 1, 2].map((offset) => ({ partition: 0, offset })));
  await publisher.close(100);
  expect([first.disconnects, fresh.disconnects]).toEqual([1, 1]);
});

test('what a client says after it was replaced changes nothing, not even a fatal error', async () => {
  const cluster = new Cluster();
  const { publisher, first } = await opened(cluster);
  const sent = publisher.send(message('a'));
  first.forgotItsBrokers = true;
  await replaced(publisher);

  first.events.undelivered(first.opaques[0] ?? 0, { message: 'fatal error', code: -1 });
  first.events.error({ message: 'all broker connections are down', code: -1 });

  expect(publisher.snapshot()).toMatchObject({ state: 'ready', inFlight: 1 });
  const fresh = cluster.clients.at(-1) as Client;
  fresh.events.delivered(fresh.opaques[0] ?? 0, { partition: 0, offset: 7 });
  expect(await sent).toEqual({ partition: 0, offset: 7 });
  await publisher.close(100);
});

test('while the brokers are away for everybody the client stays, and the ones that were tried are closed', async () => {
  const cluster = new Cluster();
  const { publisher, first } = await opened(cluster);
  const sent = publisher.send(message('a'));
  cluster.isUp = false;
  await new Promise<void>((tried) => {
    const watch = publisher.status.subscribe(() => {
      if (cluster.clients.length < 4) return;
      watch.unsubscribe();
      tried();
    });
  });

  cluster.isUp = true;
  first.events.delivered(first.opaques[0] ?? 0, { partition: 0, offset: 0 });
  await sent;
  await publisher.close(100);
  expect(first.values).toEqual(['a']);
  expect(cluster.clients.slice(1).flatMap(({ values }) => values)).toEqual([]);
  expect(cluster.clients.filter(({ disconnects }) => disconnects !== 1)).toEqual([]);
});
