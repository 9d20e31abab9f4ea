import { createPublisher, ensureTopics, startDemoBroker } from '@mash-gateway/kafka';
import kafkajs from 'kafkajs';

import { standStill } from './process/stand-still.js';
import { startRealKafka } from './real-kafka/real-kafka.js';

/** A broker a suite may create topics on and pause, whichever kind it is. */
export interface BrokerUnderTest {
  readonly bootstrap: string;
  /** True for Apache Kafka; false for the demo broker, which has no size limit, no admin API and no duplicate check. */
  readonly isReal: boolean;
  /** The demo broker gives every topic four partitions, whatever is asked for. */
  createTopic(name: string, partitions: number, config?: Readonly<Record<string, string>>): Promise<void>;
  /** Stops the process without closing its connections, as a machine that hangs. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

export async function demoBrokerUnderTest(): Promise<BrokerUnderTest> {
  const broker = await startDemoBroker();

  return {
    bootstrap: broker.bootstrap,
    isReal: false,
    createTopic: (name) => touchTopic(broker.bootstrap, name),
    pause: () => standStill(broker.pid),
    resume: () => Promise.resolve(void process.kill(broker.pid, 'SIGCONT')),
    close: () => broker.stop(),
  };
}

export async function realBrokerUnderTest(): Promise<BrokerUnderTest> {
  const kafka = await startRealKafka();

  return {
    bootstrap: kafka.bootstrap,
    isReal: true,
    createTopic: (name, partitions, config = {}) => createTopic(kafka.bootstrap, { name, partitions, replicationFactor: 1, config }),
    pause: () => kafka.stopBroker(1, 'SIGSTOP'),
    resume: () => kafka.stopBroker(1, 'SIGCONT'),
    close: () => kafka.close(),
  };
}

/** The demo broker creates a topic when a client asks for it that lets it do so, as a kafkajs consumer does on subscribing. */
async function touchTopic(bootstrap: string, topic: string): Promise<void> {
  const consumer = new kafkajs.Kafka({ brokers: bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING }).consumer({ groupId: 'touch' });
  await consumer.connect();
  await consumer.subscribe({ topic });
  await consumer.disconnect();
}

async function createTopic(brokers: string, plan: Parameters<typeof ensureTopics>[1][number]): Promise<void> {
  const publisher = createPublisher({ brokers, clientId: 'test-topics' });
  await publisher.connect();
  const { missing } = await ensureTopics(publisher, [plan], { brokers, clientId: 'test-topics', creation: 'create' });
  await publisher.close(1_000);
  if (missing.length > 0) throw new Error(`Topic ${plan.name} was not created: ${missing[0]?.reason ?? ''}`);
}
