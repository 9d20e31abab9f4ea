import { describe, expect, test } from '@jest/globals';
import { firstValueFrom } from 'rxjs';

import type { OutgoingMessage } from './outgoing.js';
import type { ProducerDriver, ProducerEvents } from './producer-driver.js';
import type { CreatePublisherOptions } from './publisher-options.js';
import { createPublisher } from './rdkafka-publisher.js';
import type { Publisher } from './publisher.js';
import type { ClientSettings } from '../settings/settings.js';

/** Plays librdkafka: takes messages, and confirms, refuses or fails when the test says so. */
class ScriptedDriver implements ProducerDriver {
  readonly produced: { readonly message: OutgoingMessage; readonly opaque: number }[] = [];
  refuseNext: unknown;
  polls = 0;

  constructor(
    readonly settings: ClientSettings,
    readonly events: ProducerEvents,
  ) {}

  connect(): Promise<void> {
    return Promise.resolve();
  }

  produce(message: OutgoingMessage, opaque: number): void {
    const refusal = this.refuseNext;
    this.refuseNext = undefined;
    if (refusal !== undefined) throw refusal as Error;
    this.produced.push({ message, opaque });
  }

  poll(): void {
    this.polls += 1;
  }

  metadata(): ReturnType<ProducerDriver['metadata']> {
    return Promise.resolve({ brokers: [], topics: [] });
  }

  disconnect(): Promise<void> {
    return Promise.resolve();
  }

  confirm(index: number): void {
    this.events.delivered(this.opaque(index), { partition: 0, offset: index });
  }

  fail(index: number, message: string): void {
    this.events.undelivered(this.opaque(index), { message, code: -1 });
  }

  private opaque(index: number): number {
    return this.produced[index]?.opaque ?? 0;
  }
}

async function opened(options: Partial<CreatePublisherOptions> = {}): Promise<{ publisher: Publisher; driver: ScriptedDriver }> {
  const drivers: ScriptedDriver[] = [];
  const publisher = createPublisher({ brokers: '127.0.0.1:1', clientId: 'test', ...options }, (settings, events) => {
    const driver = new ScriptedDriver(settings, events);
    drivers.push(driver);

    return driver;
  });
  await publisher.connect();

  return { publisher, driver: drivers[0] as ScriptedDriver };
}

const message = (key = 'k', value = 'v'): OutgoingMessage => ({ topic: 't', key, value: Buffer.from(value), headers: {} });

describe('delivery reports are the truth', () => {
  test('a message is not published before its report, and reports are matched whatever their order', async () => {
    const { publisher, driver } = await opened();
    const settled: string[] = [];
    const first = publisher.send(message('first')).then(({ offset }) => settled.push(`first ${offset}`));
    const second = publisher.send(message('second')).then(({ offset }) => settled.push(`second ${offset}`));
    await Promise.resolve();
    expect(settled).toEqual([]);
    expect(publisher.snapshot()).toMatchObject({ inFlight: 2, inFlightBytes: 'first'.length + 'second'.length + 2 });

    driver.confirm(1);
    await second;
    driver.confirm(0);
    await first;

    expect(settled).toEqual(['second 1', 'first 0']);
    expect(publisher.snapshot()).toMatchObject({ inFlight: 0, inFlightBytes: 0, lastDeliveryAt: expect.any(Date) });
  });

  test('a failed report rejects with a code read from its text', async () => {
    const { publisher, driver } = await opened();
    const sent = publisher.send(message());
    driver.fail(0, 'topic authorization failed');

    await expect(sent).rejects.toMatchObject({ code: 'TOPIC_AUTHORIZATION_FAILED', kind: 'retriable' });
  });

  test('a report for a message that is not ours is ignored', async () => {
    const { publisher, driver } = await opened();
    driver.events.delivered(4_711, { partition: 0, offset: 0 });

    expect(publisher.snapshot()).toMatchObject({ inFlight: 0, state: 'ready' });
  });
});

describe('what is in flight is bounded', () => {
  test('by count and by bytes; the rest waits and follows as reports come in', async () => {
    const { publisher, driver } = await opened({ limits: { messages: 2, bytes: 1_000 } });
    const sent = ['a', 'b', 'c'].map((key) => publisher.send(message(key)));
    expect(publisher.snapshot()).toMatchObject({ inFlight: 2, waiting: 1 });

    for (const index of [0, 1, 2]) driver.confirm(index);

    expect(await Promise.all(sent)).toHaveLength(3);
  });

  test('a queue that is full all the same is asked again after the next report', async () => {
    const { publisher, driver } = await opened();
    const first = publisher.send(message('first'));
    driver.refuseNext = { message: 'Local: Queue full', code: -184 };
    const second = publisher.send(message('second'));
    expect(publisher.snapshot()).toMatchObject({ inFlight: 1, waiting: 1 });

    driver.confirm(0);
    await first;
    driver.confirm(1);

    expect(await second).toEqual({ partition: 0, offset: 1 });
  });

  test('a message refused on the spot rejects and takes no place', async () => {
    const { publisher, driver } = await opened();
    driver.refuseNext = { message: 'Broker: Message size too large', code: 10 };

    await expect(publisher.send(message())).rejects.toMatchObject({ code: 'MSG_SIZE_TOO_LARGE', kind: 'unpublishable' });
    expect(publisher.snapshot()).toMatchObject({ inFlight: 0, waiting: 0 });
  });
});

describe('a fatal error', () => {
  test('in a delivery report stops the publisher: what waits and what comes later is rejected as fatal', async () => {
    const { publisher, driver } = await opened({ limits: { messages: 1 } });
    const sent = publisher.send(message('first'));
    const waiting = publisher.send(message('second'));
    driver.fail(0, 'fatal error');

    for (const outcome of [sent, waiting, publisher.send(message('third'))]) {
      await expect(outcome).rejects.toMatchObject({ code: '_FATAL', kind: 'fatal' });
    }
    expect(driver.produced).toHaveLength(1);
    expect(publisher.snapshot()).toMatchObject({ state: 'fatal', reason: '_FATAL' });
  });

  test('in an event does so too, though the event has lost its fatal flag', async () => {
    const { publisher, driver } = await opened();
    driver.events.error({ message: 'broker received an out of order sequence number', code: -1 });

    await expect(publisher.send(message())).rejects.toMatchObject({ kind: 'fatal' });
    expect(publisher.snapshot().state).toBe('fatal');
  });

  test('is not healed by a later delivery report, and closing still counts', async () => {
    const { publisher, driver } = await opened();
    const sent = [publisher.send(message('a')), publisher.send(message('b'))];
    const settled = Promise.allSettled(sent);
    driver.events.error({ message: 'Local: Fatal error', code: -1 });
    driver.confirm(0);
    expect(publisher.snapshot().state).toBe('fatal');

    expect(await publisher.close(10)).toEqual({ unconfirmed: 1 });
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(publisher.snapshot().state).toBe('closed');
  });
});

describe('error events', () => {
  test('are passed on as notices and leave the status alone', async () => {
    const { publisher, driver } = await opened();
    const notice = firstValueFrom(publisher.notices);
    driver.events.error({ message: 'broker transport failure', code: -1 });

    expect(await notice).toEqual({ code: '_TRANSPORT', text: 'broker transport failure', suppressed: 0 });
    expect(publisher.snapshot().state).toBe('ready');
  });

  test('that say no broker is connected turn the status to degraded until one answers', async () => {
    const { publisher, driver } = await opened();
    driver.events.error({ message: 'all broker connections are down', code: -1 });
    expect(publisher.snapshot()).toMatchObject({ state: 'degraded', reason: '_ALL_BROKERS_DOWN' });

    const states: string[] = [];
    publisher.status.subscribe(({ state }) => states.push(state));
    await publisher.close(1_000);

    expect(states).toEqual(['degraded', 'ready', 'closed']);
  });
});

test('features are those of the compiled library', async () => {
  const { publisher } = await opened();

  expect(publisher.features()).toContain('lz4');
});
