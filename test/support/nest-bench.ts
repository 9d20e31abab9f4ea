import { randomUUID } from 'node:crypto';

import { RdkafkaClient, RdkafkaServer } from '@mash-gateway/kafka';
import type { Delivery, KafkaHandlerOptions, RdkafkaServerOptions } from '@mash-gateway/kafka';
import type { INestMicroservice } from '@nestjs/common';
import { lastValueFrom } from 'rxjs';

import type { BrokerUnderTest } from './broker-under-test.js';
import { startMicroservice } from './nest-microservice.js';
import type { Handle } from './nest-microservice.js';

/** A broker, a Nest client, and as many Nest microservices as a test starts. */
export interface NestBench {
  readonly broker: BrokerUnderTest;
  readonly client: RdkafkaClient;
  /** A new topic with its dead-letter topic and a group of its own, so that tests share nothing. */
  newTopic(partitions?: number): Promise<{ readonly topic: string; readonly groupId: string; readonly deadLetters: string }>;
  /** Starts a microservice; the answer stops it. */
  serve(
    topic: string,
    groupId: string,
    handle: Handle,
    options?: Partial<RdkafkaServerOptions>,
    ofHandler?: KafkaHandlerOptions,
  ): Promise<() => Promise<void>>;
  emit(topic: string, value: unknown, key?: string, headers?: Readonly<Record<string, string>>): Promise<Delivery>;
  stopAll(): Promise<void>;
  close(): Promise<void>;
}

export async function openNestBench(broker: BrokerUnderTest): Promise<NestBench> {
  const client = new RdkafkaClient({ brokers: broker.bootstrap, clientId: 'bench' });
  await client.connect();
  const running = new Set<INestMicroservice>();
  const stop = async (service: INestMicroservice): Promise<void> => {
    if (running.delete(service)) await service.close();
  };
  const stopAll = async (): Promise<void> => {
    await Promise.all([...running].map(stop));
  };

  return {
    broker,
    client,
    newTopic: async (partitions = 1) => {
      const id = randomUUID().slice(0, 8);
      const names = { topic: `nest.events-${id}`, groupId: `group-${id}`, deadLetters: `nest.events-${id}.group-${id}.dlq` };
      await broker.createTopic(names.topic, partitions);
      await broker.createTopic(names.deadLetters, 1);

      return names;
    },
    serve: async (topic, groupId, handle, options = {}, ofHandler = {}) => {
      const retry = { firstDelayMs: 5, ...options.retry };
      const server = new RdkafkaServer({ brokers: broker.bootstrap, clientId: 'bench', groupId, ...options, retry });
      const service = await startMicroservice(server, topic, handle, ofHandler);
      running.add(service);

      return () => stop(service);
    },
    emit: (topic, value, key = 'k', headers = {}) => lastValueFrom(client.emit<Delivery>(topic, { key, value, headers })),
    stopAll,
    close: async () => {
      await stopAll();
      await client.close();
      await broker.close();
    },
  };
}
