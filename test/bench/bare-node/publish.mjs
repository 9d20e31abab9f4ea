import { Buffer } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import rdkafka from 'node-rdkafka';

/** Librdkafka's own queue is bounded; beyond this many in flight we wait rather than fill it. */
const MAX_IN_FLIGHT = 50_000;

/** A function that sends one record and resolves on its delivery report. The low-level producer: it is the fastest. */
export async function publisher(brokers, topic) {
  const producer = new rdkafka.Producer(
    {
      'bootstrap.servers': brokers,
      'enable.idempotence': true,
      'linger.ms': 2,
      'compression.codec': 'lz4',
      'queue.buffering.max.messages': 2 * MAX_IN_FLIGHT,
      dr_cb: true,
    },
    { acks: -1, partitioner: 'murmur2_random' },
  );
  await new Promise((resolve, reject) => producer.once('ready', resolve).once('event.error', reject).connect());
  producer.removeAllListeners('event.error').on('event.error', () => undefined);
  producer.setPollInterval(1);

  let inFlight = 0;
  const waiting = [];
  producer.on('delivery-report', (error, { opaque }) => {
    inFlight -= 1;
    if (error) opaque.reject(error);
    else opaque.resolve();
    waiting.shift()?.();
  });

  return async (key, record) => {
    if (inFlight >= MAX_IN_FLIGHT) await new Promise((room) => waiting.push(room));
    const value = Buffer.from(JSON.stringify(record));
    inFlight += 1;
    return new Promise((resolve, reject) => {
      producer.produce(topic, null, value, childId(key), Date.now(), { resolve, reject }, headers());
    });
  };
}

/** The same child has the same key, and the key says nothing of the child. */
export function childId(identifier) {
  return `c-${createHash('sha256').update(identifier).digest('hex').slice(0, 32)}`;
}

/** CloudEvents 1.0, binary mode. */
function headers() {
  return [
    { 'content-type': 'application/json' },
    { ce_specversion: '1.0' },
    { ce_id: randomUUID() },
    { ce_source: '/bare-node' },
    { ce_type: 'uk.gov.mash.child-record.v1' },
    { ce_time: new Date().toISOString() },
  ];
}
