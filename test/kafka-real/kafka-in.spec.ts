import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublisher, ensureTopics } from '@mash-gateway/kafka';
import kafkajs from 'kafkajs';
import { DEMO_CONFIG } from '../../apps/gateway/src/config/environment.js';
import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { readPublications } from '../support/ledger/publications.js';
import { policeNotice } from '../support/messages.js';
import { startGatewayProcess, type GatewayPlace, type GatewayProcess } from '../support/process/gateway-process.js';
import type { Stage } from '../support/process/stages.js';
import { startRealKafka, type RealKafka } from '../support/real-kafka/real-kafka.js';
import { until } from '../support/until.js';

const TOPIC = 'mash.inbound.police-demo';
const XML = { 'content-type': 'application/xml' };
const KEYS = 10;
const PER_KEY = 30;
const DEATHS: readonly Stage[] = ['taken, before the database', 'written, before COMMIT', 'committed, before the answer'];

let kafka: RealKafka;
let place: GatewayPlace & { readonly dataDir: string };
let agency: kafkajs.Producer;

beforeAll(async () => {
  kafka = await startRealKafka();
  const dataDir = await newDataDirectory();
  const configFile = join(dataDir, 'gateway.yaml');
  const demo = await readFile(DEMO_CONFIG, 'utf8');
  await writeFile(configFile, demo.replace('adapter: police-notice\n', 'adapter: police-notice\n    transport: { kind: kafka }\n'));
  place = { dataDir, configFile, bootstrap: kafka.bootstrap };
  await createInboundTopic();
  agency = new kafkajs.Kafka({ brokers: kafka.bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING }).producer();
  await agency.connect();
}, 180_000);

afterAll(async () => {
  await agency.disconnect();
  await kafka.close();
  await removeDataDirectory(place.dataDir);
}, 60_000);

test('what an agency produces is on the topic of the recipient, whole and once per ce_id, through kill -9 at every stage', async () => {
  const produced = Array.from({ length: PER_KEY }, (_, index) =>
    Array.from({ length: KEYS }, (__, key) => `${String(key)}-${String(index)}`),
  ).flat();
  const producing = (async () => {
    for (const reference of produced) await send(reference, policeNotice(reference, `Rowan ${reference.split('-')[0] ?? ''}`));
  })();

  // Each before the offset of the record is committed.
  for (const stage of DEATHS) await diesAt(stage, 20);
  const gateway = await started({});
  await producing;
  await until('every message on the topic of the recipient', async () => (await publishedIds()).size >= produced.length);
  // 10 MB, of which this standard takes no more than 4 in one record: refused with a code, and what comes after it goes on.
  await send('large', `${policeNotice('large')}${' '.repeat(10_000_000)}`);
  await send('large-after', policeNotice('large-after'));
  await until('what comes after the large one', async () => (await publishedIds()).size > produced.length);
  expect(gateway.output.filter((line) => line.includes('limit.text'))).toHaveLength(1);

  expect(await gateway.stop()).toBe(true);
  const published = await readPublications(kafka.bootstrap);
  const records = new Set(published.map(({ recordId }) => recordId));
  expect(records.size).toBe(produced.length + 1);
  // One ce_id for each record, however often it was given again.
  expect(new Set(published.map(({ recordId, eventId }) => `${recordId} ${eventId}`)).size).toBe(records.size);
  expect(await lag()).toBe(0);
}, 300_000);

async function publishedIds(): Promise<ReadonlySet<string>> {
  return new Set((await readPublications(kafka.bootstrap)).map(({ eventId }) => eventId));
}

async function send(reference: string, value: string): Promise<void> {
  await agency.send({ topic: TOPIC, messages: [{ key: reference.split('-')[0] ?? '', value, headers: XML }] });
}

async function started(plan: Parameters<typeof startGatewayProcess>[1]): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(place, plan);
  if (gateway === undefined) throw new Error('the gateway died before it served');

  return gateway;
}

async function diesAt(stage: Stage, passage: number): Promise<void> {
  await (
    await startGatewayProcess(place, { dieAt: { stage, passage } })
  )?.gone;
}

/** Messages of the feed's topic that its group has not committed, as the broker tells another client. */
async function lag(): Promise<number> {
  const admin = new kafkajs.Kafka({ brokers: kafka.bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(TOPIC);
  const [committed] = await admin.fetchOffsets({ groupId: 'mash-gateway-police-demo', topics: [TOPIC] });
  await admin.disconnect();

  return ends.reduce((sum, { partition, high }) => {
    const mark = committed?.partitions.find((one) => one.partition === partition)?.offset ?? '-1';

    return sum + Number(high) - Math.max(0, Number(mark));
  }, 0);
}

async function createInboundTopic(): Promise<void> {
  const cluster = { brokers: kafka.bootstrap, clientId: 'test-topics' };
  const publisher = createPublisher(cluster);
  await publisher.connect();
  const plan = { name: TOPIC, partitions: 4, replicationFactor: 1, config: { 'max.message.bytes': '12000000' } };
  const { missing } = await ensureTopics(publisher, [plan], { ...cluster, creation: 'create' });
  await publisher.close(1_000);

  expect(missing).toEqual([]);
}
