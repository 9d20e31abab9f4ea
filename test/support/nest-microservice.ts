import { KafkaEvent } from '@mash-gateway/kafka';
import type { KafkaHandlerOptions, RdkafkaContext, RdkafkaServer } from '@mash-gateway/kafka';
import { Controller, Module } from '@nestjs/common';
import type { INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';

export type Handle = (data: unknown, context: RdkafkaContext) => unknown;

/** A Nest microservice with one event handler for one topic, listening. */
export async function startMicroservice(
  strategy: RdkafkaServer,
  topic: string,
  handle: Handle,
  options: KafkaHandlerOptions = {},
): Promise<INestMicroservice> {
  const service = await NestFactory.createMicroservice(moduleWith(topic, handle, options), { strategy, logger: false });
  await service.listen();

  return service;
}

function moduleWith(topic: string, handle: Handle, options: KafkaHandlerOptions): Type {
  @Controller()
  class EventsController {
    @KafkaEvent(topic, options)
    receive(@Payload() data: unknown, @Ctx() context: unknown): unknown {
      return handle(data, context as RdkafkaContext);
    }
  }

  @Module({ controllers: [EventsController] })
  class EventsModule {}

  return EventsModule;
}
