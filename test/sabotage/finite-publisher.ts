import rdkafka from 'node-rdkafka';
import { createPublisher, PublishError, type CreatePublisherOptions, type Publisher } from '@mash-gateway/kafka';
import { bound } from '../support/process/stages.js';

/** Shorter than a broker's pause, as every finite value is sooner or later. */
const MESSAGE_TIMEOUT_MS = 1_500;

/** The gateway's publisher, but for one setting: its messages expire. node-rdkafka is used directly, because ours refuses the setting. */
export function finitePublisher(options: CreatePublisherOptions): Publisher {
  const real = createPublisher(options);
  const producer = new rdkafka.Producer(
    { 'metadata.broker.list': options.brokers, 'enable.idempotence': true, dr_cb: true },
    { acks: -1, 'message.timeout.ms': MESSAGE_TIMEOUT_MS },
  );
  const reports = new Map<number, (error: unknown, place: { partition: number; offset: number }) => void>();
  let sent = 0;
  producer.on('delivery-report', (error, report) => {
    const opaque = report.opaque as number;
    reports.get(opaque)?.(error, { partition: report.partition, offset: report.offset });
    reports.delete(opaque);
  });
  const ready = new Promise<void>((resolve) => {
    producer.connect({}, () => {
      producer.setPollInterval(10);
      resolve();
    });
  });
  return {
    ...bound(real),
    status: real.status,
    notices: real.notices,
    async close(timeoutMs) {
      await new Promise((resolve) => producer.disconnect(timeoutMs, resolve));
      return real.close(timeoutMs);
    },
    async send({ topic, key, value, headers }) {
      await ready;
      const id = (sent += 1);
      return new Promise((resolve, reject) => {
        reports.set(id, (error, place) => {
          if (error) reject(new PublishError('MSG_TIMED_OUT', 'retriable'));
          else resolve(place);
        });
        const pairs = Object.entries(headers).map(([name, text]) => ({ [name]: text }));
        producer.produce(topic, null, value === null ? null : Buffer.from(value), key, undefined, id, pairs);
      });
    },
  };
}
