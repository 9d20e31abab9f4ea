import type { PublishError } from '../failure/failure.js';
import type { Entry, Start } from './lanes.js';
import { sizeOf } from './outgoing.js';
import type { OutgoingMessage } from './outgoing.js';
import type { Delivery } from './producer-driver.js';

interface Settle {
  start(pending: Pending): Start;
  resolve(delivery: Delivery): void;
  reject(error: PublishError): void;
}

/** A message from `send` to its delivery report. */
export class Pending implements Entry {
  readonly lane: string;
  readonly bytes: number;
  /** When it was handed to librdkafka, in milliseconds since 1970. */
  sentAt = 0;

  constructor(
    readonly message: OutgoingMessage,
    private readonly settle: Settle,
  ) {
    this.lane = message.lane ?? message.topic;
    this.bytes = sizeOf(message);
  }

  start(): Start {
    return this.settle.start(this);
  }

  resolve(delivery: Delivery): void {
    this.settle.resolve(delivery);
  }

  reject(error: PublishError): void {
    this.settle.reject(error);
  }
}
