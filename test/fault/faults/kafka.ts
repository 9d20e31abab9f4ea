import { setTimeout as pause } from 'node:timers/promises';
import { administrator } from '../../support/real-kafka/administer.js';
import { readTopic } from '../../support/read-topic.js';
import { until } from '../../support/until.js';
import type { Fault } from '../frame/fault.js';
import type { Scene } from '../frame/scene.js';

const THREE = { kafka: 'three', database: 'embedded', gateways: 1 } as const;
const ONE = { kafka: 'one', database: 'embedded', gateways: 1 } as const;

const brokersKilledInTurn: Fault = {
  name: 'one-broker-killed',
  what: 'One of three brokers killed (-9) and started again, one after another',
  parts: THREE,
  async happen(scene) {
    for (const broker of [2, 3, 1].slice(0, scene.size.name === 'full' ? 3 : 1)) {
      await scene.kafka.stopBroker(broker, 'SIGKILL');
      await scene.goesOn();
      await scene.kafka.startBroker(broker);
    }
  },
};

const allBrokersAway: Fault = {
  name: 'all-brokers-away',
  what: 'All three brokers killed (-9) and away, then started again',
  parts: THREE,
  async happen(scene) {
    const brokers = [1, 2, 3];
    await Promise.all(brokers.map((broker) => scene.kafka.stopBroker(broker, 'SIGKILL')));
    await Promise.all([pause(scene.size.brokersAwayMs), scene.isSeen('kafka-unavailable'), scene.goesOn()]);
    await Promise.all(brokers.map((broker) => scene.kafka.startBroker(broker)));
  },
  seen: ['kafka-unavailable'],
};

const tooFewInSync: Fault = {
  name: 'too-few-in-sync',
  what: '`min.insync.replicas` not met: three demanded, one of three brokers killed',
  parts: THREE,
  async happen(scene) {
    await administrator(scene.kafka.bootstrap).setMinInSync(topicOf(scene), 3);
    await scene.kafka.stopBroker(3, 'SIGKILL');
    await Promise.all([scene.isSeen('kafka-unavailable'), scene.goesOn()]);
    await scene.kafka.startBroker(3);
  },
  seen: ['kafka-unavailable'],
};

const halfOpen: Fault = {
  name: 'kafka-half-open',
  what: 'The network between gateway and Kafka swallows everything, connections stay open',
  parts: ONE,
  async happen(scene) {
    await scene.kafkaWay.halfOpen();
    await Promise.all([pause(scene.size.silentMs), scene.isSeen('kafka-unavailable'), scene.goesOn()]);
    await scene.kafkaWay.heal();
  },
  seen: ['kafka-unavailable'],
};

const standsStill: Fault = {
  name: 'broker-stands-still',
  what: 'The broker stands still (SIGSTOP), as a machine that hangs, then goes on',
  parts: ONE,
  async happen(scene) {
    await scene.kafka.stopBroker(1, 'SIGSTOP');
    await Promise.all([pause(scene.size.silentMs), scene.isSeen('kafka-unavailable'), scene.goesOn()]);
    await scene.kafka.stopBroker(1, 'SIGCONT');
  },
  seen: ['kafka-unavailable'],
};

const cutAndSlow: Fault = {
  name: 'kafka-cut-and-slow',
  what: 'Connections to Kafka cut again and again, then slow (300 ± 200 ms each way)',
  parts: ONE,
  async happen(scene) {
    for (let time = 0; time < scene.size.times; time += 1) {
      await scene.kafkaWay.cut();
      await scene.goesOn();
      await scene.kafkaWay.heal();
      await scene.goesOn();
    }
    await scene.kafkaWay.slow(300, 200);
    await Promise.all([pause(scene.size.awayMs), scene.goesOn()]);
    await scene.kafkaWay.heal();
  },
};

const topicMissing: Fault = {
  name: 'topic-missing',
  what: 'The topic is missing and the gateway may not create it, until it is allowed to',
  parts: ONE,
  prepare: (scene) => administrator(scene.kafka.bootstrap).denyCreating(topicOf(scene)),
  async happen(scene, putRight) {
    await Promise.all([scene.isSeen('kafka-topics-missing'), scene.goesOn()]);
    await putRight();
  },
  seen: ['kafka-topics-missing'],
};

const recipientDenied: Fault = {
  name: 'recipient-denied',
  what: "Writing to one recipient's topic denied (access rule); the other recipient goes on meanwhile",
  parts: { ...ONE, alsoTo: ['other'] },
  async happen(scene) {
    const allowAgain = await administrator(scene.kafka.bootstrap).denyWriting(topicOf(scene));
    await scene.goesOn();
    const others = `mash.${scene.recipients[1] ?? ''}.child-record.v1`;
    const size = async (): Promise<number> => (await readTopic(scene.kafka.bootstrap, others)).length;
    const before = await size();
    await scene.goesOn();
    await until('the other recipient to go on', async () => (await size()) > before + scene.size.children);
    await pause(scene.size.awayMs);
    await allowAgain();
  },
};

const MEGABYTE = 1024 * 1024;

const brokerDiskFull: Fault = {
  name: 'broker-disk-full',
  what: "The broker's disk fills up; the broker ends itself, and is started again with room",
  parts: { ...ONE, brokerLogBytes: 300 * MEGABYTE },
  async happen(scene) {
    await scene.disk.fill();
    await until('the broker to end itself', () => Promise.resolve(scene.kafka.pids[0] === 0));
    await Promise.all([scene.isSeen('kafka-unavailable'), scene.goesOn()]);
    await scene.disk.free();
    await scene.kafka.startBroker(1);
  },
  seen: ['kafka-unavailable'],
};

export const KAFKA_FAULTS: readonly Fault[] = [
  brokersKilledInTurn,
  allBrokersAway,
  tooFewInSync,
  halfOpen,
  standsStill,
  cutAndSlow,
  topicMissing,
  recipientDenied,
  brokerDiskFull,
];

function topicOf({ recipients: [recipient = ''] }: Scene): string {
  return `mash.${recipient}.child-record.v1`;
}
