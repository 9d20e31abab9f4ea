import { BaseRpcContext } from '@nestjs/microservices';

import { headerText } from '../consume/consumed-message.js';
import type { ConsumedMessage } from '../consume/consumed-message.js';
import type { Batch } from '../consume/work-on.js';
import { traceContextOf } from '../trace/trace-context.js';
import type { TraceContext } from '../trace/trace-context.js';

/** What a Nest handler can learn about its message or batch (`@Ctx() context: RdkafkaContext`). */
export class RdkafkaContext extends BaseRpcContext<[Batch, number]> {
  /** The message as it lies on the topic, with raw Buffers; of a batch the first. */
  getMessage(): ConsumedMessage {
    return this.args[0][0];
  }

  /** All messages, in the order of their partition; one where the handler takes no batches. */
  getMessages(): readonly ConsumedMessage[] {
    return this.args[0];
  }

  /** Which try this is, counted from 1. */
  getAttempt(): number {
    return this.args[1];
  }

  getTopic(): string {
    return this.args[0][0].topic;
  }

  getPartition(): number {
    return this.args[0][0].partition;
  }

  /** The first header of this name, as text. */
  getHeader(name: string): string | undefined {
    return headerText(this.args[0][0], name);
  }

  /** `traceparent` and `tracestate` of the message (W3C Trace Context); of a batch those of the first. */
  getTraceContext(): TraceContext | undefined {
    return traceContextOf(this.args[0][0]);
  }
}
