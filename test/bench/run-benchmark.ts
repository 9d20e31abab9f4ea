import { startRealKafka } from '../support/real-kafka/real-kafka.js';
import { openTopic, type TopicCounter } from './measure/count-topic.js';
import { measure, type Measurement } from './measure/measure.js';
import { batchOf, serialsOf, type Plan, type Workload } from './plan.js';
import { startBareNode } from './systems/bare-node.js';
import { startGateway } from './systems/gateway.js';
import type { System } from './systems/system.js';

/** Hears of each measurement as it is made. */
export type Listener = (measurement: Measurement, round: number) => void;

interface Contender {
  readonly system: System;
  readonly topic: TopicCounter;
}

/**
 * Runs the plan against a real Kafka: in each round every workload goes to both systems, the other one first each time,
 * with the same messages. A round of a tenth of the size warms both up and is counted on the topic but not reported.
 * @throws Error when a record is missing from the topic, or when something cannot be started
 */
export async function runBenchmark(plan: Plan, heard: Listener): Promise<readonly Measurement[]> {
  const kafka = await startRealKafka();
  const contenders: Contender[] = [];
  try {
    for (const start of [startGateway, startBareNode]) contenders.push(await contender(kafka.bootstrap, start));
    return await rounds(plan, contenders, heard);
  } finally {
    for (const { system, topic } of contenders) {
      await system.stop();
      await topic.close();
    }
    await kafka.close();
  }
}

async function contender(bootstrap: string, start: (bootstrap: string) => Promise<System>): Promise<Contender> {
  const system = await start(bootstrap);
  return { system, topic: await openTopic(bootstrap, system.topic) };
}

async function rounds(plan: Plan, contenders: readonly Contender[], heard: Listener): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  let serial = 0;
  for (let round = 0; round <= plan.rounds; round += 1) {
    for (const [place, planned] of plan.workloads.entries()) {
      const workload = round === 0 ? smaller(planned) : planned;
      const batch = batchOf(workload, serial);
      serial += serialsOf(workload);
      const inTurn = (round + place) % 2 === 0 ? contenders : [...contenders].reverse();
      for (const { system, topic } of inTurn) {
        const measurement = await measure(system, workload, batch, topic);
        if (round > 0) measurements.push(measurement);
        heard(measurement, round);
      }
    }
  }
  return measurements;
}

function smaller(workload: Workload): Workload {
  return { ...workload, messages: Math.ceil(workload.messages / 10), recordsPerMessage: Math.min(workload.recordsPerMessage, 500) };
}
