import { BaseRpcContext } from '@nestjs/microservices';

import { headerText } from '../consume/consumed-message.js';
import type { ConsumedMessage } from '../consume/consumed-message.js';

/** What a Nest handler can learn about its message (`@Ctx() context: RdkafkaContext`). */
export class RdkafkaContext extends BaseRpcContext<[ConsumedMessage, number]> {
  /** The message as it lies on the topic, with raw Buffers. */
  getMessage(): ConsumedMessage {
    return this.args[0];
  }

  /** Which try this is, counted from 1. */
  getAttempt(): number {
    return this.args[1];
  }

  getTopic(): string {
    return this.args[0].topic;
  }

  /** The first header of this name, as text. */
  getHeader(name: string): string | undefined {
    return headerText(this.args[0], name);
  }
}
