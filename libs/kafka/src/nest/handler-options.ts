import { EventPattern } from '@nestjs/microservices';

import type { DeadLetterOptions } from '../consume/dead-letter.js';
import type { RetryPolicy } from '../consume/retry-policy.js';
import { KafkaSettingsError } from '../settings/settings.js';

/** What one handler wants otherwise than the server: for its topic, hence for whatever it writes to. */
export interface KafkaHandlerOptions {
  /**
   * The handler takes arrays: what waits of one partition, up to `size` payloads in order, `context.getMessages()` beside them. Its
   * offsets are committed after the whole; a batch that is given up is halved until the bad message is alone.
   */
  readonly batch?: { readonly size: number };
  readonly retry?: Partial<RetryPolicy>;
  /** False: nothing is set aside; a message that would be given up stops its partition, whose state is then `failed`. */
  readonly deadLetter?: Partial<DeadLetterOptions> | false;
}

/** `@EventPattern(topic)` with options for this handler. */
export function KafkaEvent(topic: string, options: KafkaHandlerOptions = {}): MethodDecorator {
  return EventPattern(topic as unknown, extrasOf(options));
}

/** The same for code that adds handlers itself: `server.addHandler(topic, handler, true, extrasOf(options))`. */
export function extrasOf(options: KafkaHandlerOptions): { readonly kafka: KafkaHandlerOptions } {
  return { kafka: options };
}

/** The options in what Nest keeps beside a handler. @throws KafkaSettingsError for a batch size that is no whole number from 1 to 10,000 */
export function handlerOptions(topic: string, extras: Readonly<Record<string, unknown>> | undefined): KafkaHandlerOptions {
  const options = (extras?.['kafka'] ?? {}) as KafkaHandlerOptions;
  const size = options.batch?.size ?? 1;
  if (!Number.isInteger(size) || size < 1 || size > 10_000)
    throw new KafkaSettingsError([`The batch size of ${topic} must be a whole number from 1 to 10,000.`]);

  return options;
}
