import { Kafka } from 'cloudevents';
import type { CloudEvent, KafkaMessage } from 'cloudevents';

import type { ReadMessage } from './read-topic.js';

/** Decodes a message with the CloudEvents SDK, which is not ours. Throws when it is no valid CloudEvent. */
export function toCloudEvent(message: ReadMessage): CloudEvent<unknown> {
  const { key, value, headers } = message;
  const incoming: KafkaMessage<Buffer | null> = { key: key ?? '', value, body: value, headers: { ...headers } };
  const event = Kafka.toEvent(incoming);
  if (Array.isArray(event)) throw new Error('One Kafka message holds one event.');

  return event as CloudEvent<unknown>;
}
