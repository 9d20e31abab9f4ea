import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { kafkaHealth, PublishError, RdkafkaServer } from '@mash-gateway/kafka';
import type { RdkafkaContext } from '@mash-gateway/kafka';
import { RpcException } from '@nestjs/microservices';
import { EMPTY, filter, firstValueFrom, of, throwError } from 'rxjs';

import type { BrokerUnderTest } from './broker-under-test.js';
import { openNestBench } from './nest-bench.js';
import type { NestBench } from './nest-bench.js';
import { startMicroservice } from './nest-microservice.js';
import type { Handle } from './nest-microservice.js';
import { readTopic } from './read-topic.js';
import { Recorder } from './recorder.js';

/** What the Nest transport promises, proved with real Nest microservices on whatever broker `startBroker` starts. */
export function nestTransportSuite(name: string, startBroker: () => Promise<BrokerUnderTest>): void {
  describe(`Nest transport on ${name}`, () => {
    let bench: NestBench;

    beforeAll(async () => {
      bench = await openNestBench(await startBroker());
    }, 120_000);

    afterEach(() => bench.stopAll(), 60_000);

    afterAll(() => bench.close(), 60_000);

    test('emit completes with the place on the topic, and the handler gets payload, raw bytes and headers', async () => {
      const { topic, groupId } = await bench.newTopic();
      const seen = new Recorder<[unknown, RdkafkaContext]>();
      await bench.serve(topic, groupId, (data, context) => {
        seen.add([data, context]);
      });

      const delivery = await bench.emit(topic, { name: 'Llŷr' }, 'child-1', { 'x-note': 'é' });

      expect(delivery).toEqual({ partition: expect.any(Number), offset: 0 });
      const [[data, context]] = (await seen.reached(1)) as [[unknown, RdkafkaContext]];
      expect(data).toEqual({ name: 'Llŷr' });
      expect(context.getMessage()).toMatchObject({
        topic,
        ...delivery,
        key: Buffer.from('child-1'),
        value: Buffer.from('{"name":"Llŷr"}'),
      });
      expect([context.getTopic(), context.getHeader('x-note'), context.getHeader('content-type'), context.getAttempt()]).toEqual([
        topic,
        'é',
        'application/json',
        1,
      ]);
    }, 60_000);

    test('bytes that are not declared as JSON arrive as a Buffer, and a tombstone as null', async () => {
      const { topic, groupId } = await bench.newTopic();
      const seen = new Recorder<unknown>();
      await bench.serve(topic, groupId, (data) => {
        seen.add(data);
      });

      await bench.emit(topic, Buffer.from([0, 1, 255]));
      await bench.emit(topic, null);

      expect(await seen.reached(2)).toEqual([Buffer.from([0, 1, 255]), null]);
    }, 60_000);

    test('each partition is worked off in order, several side by side, through pauses of the full queues', async () => {
      const { topic, groupId } = await bench.newTopic(4);
      const seen = new Recorder<string>();
      let running = 0;
      let mostAtOnce = 0;
      const handle: Handle = async (data) => {
        running += 1;
        mostAtOnce = Math.max(mostAtOnce, running);
        await new Promise(setImmediate);
        running -= 1;
        seen.add(String(data));
      };
      await bench.serve(topic, groupId, handle, { concurrency: 2, queue: { high: 5, low: 1 } });
      const sent = Array.from({ length: 400 }, (_, index) => ({ key: `k${index % 8}`, value: `k${index % 8} ${index}` }));

      await Promise.all(sent.map(({ key, value }) => bench.emit(topic, Buffer.from(value), key)));
      const received = await seen.reached(400);

      for (const key of new Set(sent.map((message) => message.key))) {
        const ofKey = (value: string): boolean => value.startsWith(`${key} `);
        expect(received.filter(ofKey)).toEqual(sent.map(({ value }) => value).filter(ofKey));
      }
      expect(mostAtOnce).toBe(2);
    }, 60_000);

    test('a handler that fails is tried again, and what is behind waits for it', async () => {
      const { topic, groupId } = await bench.newTopic();
      const seen = new Recorder<string>();
      await bench.serve(topic, groupId, (data, context) => {
        seen.add(`${String(data)} try ${context.getAttempt()}`);
        if (String(data) === 'a' && context.getAttempt() < 3) throw new Error('not yet');
      });

      await bench.emit(topic, Buffer.from('a'));
      await bench.emit(topic, Buffer.from('b'));

      expect(await seen.reached(4)).toEqual(['a try 1', 'a try 2', 'a try 3', 'b try 1']);
    }, 60_000);

    test('a message given up is a dead letter with its bytes and without a word of the error; the next one goes on', async () => {
      const { topic, groupId, deadLetters } = await bench.newTopic();
      const seen = new Recorder<string>();
      const handle: Handle = (data) => {
        seen.add(String(data));
        if (String(data) === 'bad') throw Object.assign(new Error('quotes the payload'), { code: 'NOT_MINE' });
      };
      const stop = await bench.serve(topic, groupId, handle, { retry: { attempts: 2, firstDelayMs: 5 } });

      const delivery = await bench.emit(topic, Buffer.from('bad'), 'child-7', { 'x-note': 'é' });
      await bench.emit(topic, Buffer.from('good'), 'child-7');
      expect(await seen.reached(3)).toEqual(['bad', 'bad', 'good']);
      await stop();

      const letters = await readTopic(bench.broker.bootstrap, deadLetters);
      expect(letters).toHaveLength(1);
      expect(letters[0]).toMatchObject({ key: 'child-7', value: Buffer.from('bad') });
      expect(letters[0]?.headers).toEqual({
        'x-note': 'é',
        'dlq.topic': topic,
        'dlq.partition': String(delivery.partition),
        'dlq.offset': String(delivery.offset),
        'dlq.timestamp': expect.stringMatching(/^\d+$/),
        'dlq.consumer.group': groupId,
        'dlq.attempts': '2',
        // Nest replaces an error that is no RpcException before the transport sees it.
        'dlq.error.code': 'HANDLER_FAILED',
      });
    }, 60_000);

    test('a payload that is not the JSON it claims to be is a dead letter at once and never reaches the handler', async () => {
      const { topic, groupId, deadLetters } = await bench.newTopic();
      const seen = new Recorder<unknown>();
      const stop = await bench.serve(topic, groupId, (data) => {
        seen.add(data);
      });

      await bench.emit(topic, Buffer.from('{"cut'), 'k', { 'content-type': 'application/json' });
      await bench.emit(topic, { fine: true });
      expect(await seen.reached(1)).toEqual([{ fine: true }]);
      await stop();

      const letters = await readTopic(bench.broker.bootstrap, deadLetters);
      expect(letters.map(({ headers }) => [headers['dlq.error.code'], headers['dlq.attempts']])).toEqual([['UNREADABLE', '1']]);
    }, 60_000);

    test('a batch handler gets what waits of one partition in order, with every message beside it', async () => {
      const { topic, groupId } = await bench.newTopic();
      const seen = new Recorder<string>();
      const batches: { readonly payloads: unknown; readonly context: RdkafkaContext }[] = [];
      const handle: Handle = (payloads, context) => {
        batches.push({ payloads, context });
        for (const payload of payloads as readonly unknown[]) seen.add(String(payload));
      };
      const values = Array.from({ length: 50 }, (_, index) => String(index));
      for (const value of values) await bench.emit(topic, Buffer.from(value));

      await bench.serve(topic, groupId, handle, {}, { batch: { size: 20 } });

      expect(await seen.reached(50)).toEqual(values);
      expect(batches.length).toBeLessThan(50);
      for (const { payloads, context } of batches) expect(context.getMessages().map(({ value }) => value)).toEqual(payloads);
      expect(Math.max(...batches.map(({ context }) => context.getMessages().length))).toBeLessThanOrEqual(20);
    }, 60_000);

    test('of a batch with bad messages only these are dead letters, and everything is handled in order', async () => {
      const { topic, groupId, deadLetters } = await bench.newTopic();
      const seen = new Recorder<string>();
      const handle: Handle = (payloads) => {
        const texts = (payloads as readonly unknown[]).map(String);
        if (texts.some((text) => text.startsWith('bad'))) throw new RpcException({ code: 'NOT_MINE', retriable: false });
        for (const text of texts) seen.add(text);
      };
      const values = ['a', 'b', 'bad 1', 'c', 'd', 'bad 2', 'e'];
      for (const value of values) await bench.emit(topic, Buffer.from(value));
      const stop = await bench.serve(topic, groupId, handle, {}, { batch: { size: 20 } });
      expect(await seen.reached(5)).toEqual(['a', 'b', 'c', 'd', 'e']);
      await stop();

      const letters = await readTopic(bench.broker.bootstrap, deadLetters);
      expect(letters.map(({ value, headers }) => [String(value), headers['dlq.error.code'], headers['dlq.attempts']])).toEqual([
        ['bad 1', 'NOT_MINE', '1'],
        ['bad 2', 'NOT_MINE', '1'],
      ]);
    }, 60_000);

    test('what a handler emits carries the trace of its message on, and the context shows it', async () => {
      const { topic, groupId } = await bench.newTopic();
      const next = await bench.newTopic();
      const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'rojo=00f067aa0ba902b7' };
      const seen = new Recorder<unknown>();
      await bench.serve(topic, groupId, async (_, context) => {
        await bench.emit(next.topic, Buffer.from('on'));
        seen.add(context.getTraceContext());
      });
      await bench.serve(next.topic, next.groupId, (_, context) => {
        seen.add(context.getTraceContext());
      });

      await bench.emit(topic, Buffer.from('first'), 'k', trace);

      expect(await seen.reached(2)).toEqual([trace, trace]);
    }, 60_000);

    test('the health of a server and of a client is up while the broker answers', async () => {
      const { topic, groupId } = await bench.newTopic();
      const server = new RdkafkaServer({ brokers: bench.broker.bootstrap, clientId: 'suite', groupId });
      const health = kafkaHealth('kafka', server);
      expect(health()).toMatchObject({ kafka: { status: 'down', state: 'connecting' } });
      const service = await startMicroservice(server, topic, () => undefined);

      await firstValueFrom(server.status.pipe(filter((state) => state === 'connected')));
      expect(health()).toEqual({ kafka: { status: 'up', state: 'connected' } });
      expect(kafkaHealth('out', bench.client)()).toMatchObject({ out: { status: 'up', state: 'ready' } });
      await service.close();
      expect(health()).toMatchObject({ kafka: { status: 'down', state: 'closed' } });
    }, 60_000);

    test('a stream is awaited to its end: empty is success, an error is a failure', async () => {
      const { topic, groupId } = await bench.newTopic();
      const seen = new Recorder<string>();
      await bench.serve(topic, groupId, (data, context) => {
        seen.add(`${String(data)} try ${context.getAttempt()}`);
        if (String(data) === 'empty') return EMPTY;
        if (context.getAttempt() === 1) return throwError(() => new Error('not yet'));

        return of(1, 2);
      });

      await bench.emit(topic, Buffer.from('empty'));
      await bench.emit(topic, Buffer.from('late'));

      expect(await seen.reached(3)).toEqual(['empty try 1', 'late try 1', 'late try 2']);
    }, 60_000);

    test('request and reply is refused, with the way out', async () => {
      await expect(firstValueFrom(bench.client.send('any', {}))).rejects.toThrow('use emit()');
    });

    test('an emit that cannot be published fails with its code', async () => {
      await expect(bench.emit('nest.events', 'v', '')).rejects.toMatchObject({ code: 'INVALID_KEY', kind: 'unpublishable' });
      await expect(bench.emit('nest.events', 'v', '')).rejects.toBeInstanceOf(PublishError);
    });

    test('without a broker a microservice starts and says that it is connecting', async () => {
      const server = new RdkafkaServer({ brokers: '127.0.0.1:1', clientId: 'suite', groupId: 'nobody' });
      const service = await startMicroservice(server, 'nest.none', () => undefined);

      expect(await firstValueFrom(server.status.pipe(filter(Boolean)))).toBe('connecting');
      await service.close();
    }, 60_000);
  });
}
