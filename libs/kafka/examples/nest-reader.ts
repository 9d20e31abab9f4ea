import 'reflect-metadata';

import { createPublisher, kafkaHealth, KafkaEvent, RdkafkaServer, startDemoBroker } from '@mash-gateway/kafka';
import type { RdkafkaContext } from '@mash-gateway/kafka';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';

const TOPIC = 'example.greeting.v1';
const seen: string[] = [];

@Controller()
class Greetings {
  @KafkaEvent(TOPIC, { batch: { size: 100 } })
  received(@Payload() greetings: unknown, @Ctx() context: unknown): void {
    for (const greeting of greetings as readonly unknown[]) seen.push(JSON.stringify(greeting));
    process.stdout.write(
      `${(context as RdkafkaContext).getMessages().length} of partition ${(context as RdkafkaContext).getPartition()}\n`,
    );
  }
}

@Module({ controllers: [Greetings] })
class App {}

const broker = await startDemoBroker();
const publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'example' });
await publisher.connect();
for (const hello of ['health', 'police', 'education'])
  await publisher.send({
    topic: TOPIC,
    key: 'child-1',
    value: Buffer.from(JSON.stringify({ hello })),
    headers: { 'content-type': 'application/json' },
  });

const strategy = new RdkafkaServer({ brokers: broker.bootstrap, clientId: 'hub', groupId: 'hub-readers' });
const app = await NestFactory.createMicroservice(App, { strategy, logger: false });
await app.listen();
while (seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 50));

process.stdout.write(`${seen.join(' ')} ${JSON.stringify(kafkaHealth('kafka', strategy)())}\n`);
await app.close();
await publisher.close(5_000);
await broker.stop();
