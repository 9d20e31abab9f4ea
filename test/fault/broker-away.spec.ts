import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ask } from '../support/ask.js';
import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { verify, type LedgerEntry } from '../support/ledger/ledger.js';
import { readPublications } from '../support/ledger/publications.js';
import { acknowledged } from '../support/ledger/sender.js';
import { startRealKafka, type RealKafka } from '../support/real-kafka/real-kafka.js';
import { startGatewayProcess, type GatewayProcess } from '../support/process/gateway-process.js';
import { until } from '../support/until.js';

/** Longer than librdkafka's request.timeout.ms (30 s) and socket.timeout.ms (60 s), the longest a finite client would wait. */
const PAUSED_MS = 65_000;

let kafka: RealKafka;
let gateway: GatewayProcess;
let dataDir: string;

beforeEach(async () => {
  kafka = await startRealKafka();
  dataDir = await newDataDirectory();
  const started = await startGatewayProcess({ dataDir, bootstrap: kafka.bootstrap });
  if (started === undefined) throw new Error('The gateway does not start');
  gateway = started;
}, 180_000);
afterEach(async () => {
  await gateway.kill();
  await kafka.close();
  await removeDataDirectory(dataDir);
});

test('with the broker paused longer than any client limit, intake goes on, readiness says why, and ten rows of one child arrive in order', async () => {
  const ledger = [await sendOne(1, 1)];
  await onTopic(1);

  await kafka.stopBroker(1, 'SIGSTOP');
  const paused = pause(PAUSED_MS);
  for (let order = 2; order <= 11; order += 1) ledger.push(await sendOne(1, order));
  await until('readiness to say no', async () => (await ask(`${gateway.url}/health/ready`)).status === 503);
  const reasons = (await ask(`${gateway.url}/health/ready`)).text;
  await paused;
  await kafka.stopBroker(1, 'SIGCONT');

  expect(reasons).toContain('kafka');
  await onTopic(11);
  expect(verify(ledger, await readPublications(kafka.bootstrap)).faults).toEqual([]);
  await until('readiness to say yes', async () => (await ask(`${gateway.url}/health/ready`)).status === 200);
}, 240_000);

test('with the broker dead, intake goes on and the outbox drains in order when it returns', async () => {
  const ledger: LedgerEntry[] = [];

  await kafka.stopBroker(1, 'SIGKILL');
  for (let order = 1; order <= 10; order += 1) {
    ledger.push(await sendOne(2, order), await sendOne(3, order));
  }
  await kafka.startBroker(1);
  await onTopic(20);

  expect(verify(ledger, await readPublications(kafka.bootstrap)).faults).toEqual([]);
  expect(await gateway.stop()).toBe(true);
}, 240_000);

function sendOne(child: number, order: number): Promise<LedgerEntry> {
  return acknowledged(child, order, {
    url: () => Promise.resolve(gateway.url),
    lost: () => {
      throw new Error('The gateway gave no answer');
    },
  });
}

/** A broker that is just back has no leaders yet and says so: that is "not yet". */
async function onTopic(count: number): Promise<void> {
  const published = async (): Promise<number> => (await readPublications(kafka.bootstrap).catch(() => [])).length;
  await until(`${String(count)} records on the topic`, async () => (await published()) >= count);
}
