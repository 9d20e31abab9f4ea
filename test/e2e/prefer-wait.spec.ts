import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FeedConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { ask, submit, type Answer } from '../support/ask.js';
import { fhirMessage, policeNotice, transferFile } from '../support/messages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const XML = { 'content-type': 'application/xml' };
const WAITING = { ...XML, prefer: 'wait=30' };
const FHIR = { 'content-type': 'application/fhir+json', prefer: 'wait=30' };
const TOPIC = 'mash.demo-mash.child-record.v1';

interface Receipt {
  readonly submissionId: string;
  readonly records: readonly { readonly recordId: string; readonly outcome: string }[];
}

let running: RunningGateway;
beforeAll(async () => {
  running = await runGateway();
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

const receiptIn = ({ json }: Answer): Receipt => json as Receipt;

test('with Prefer: wait, a sender is answered 200 once its record is on Kafka', async () => {
  const answer = await submit(running.gateway.url, 'police-demo', policeNotice('wait-1'), WAITING);

  const onKafka = (await readTopic(running.gateway.bootstrap, TOPIC)).map(({ value }) => String(value));
  const { records, submissionId } = receiptIn(answer);
  expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, 'wait=30']);
  expect(answer.headers.get('location')).toBe(`/v1/submissions/${submissionId}`);
  expect(records.map(({ outcome }) => outcome)).toEqual(['published']);
  expect(onKafka.some((value) => value.includes(records[0]?.recordId ?? 'none'))).toBe(true);
}, 60_000);

test('the same message again waits for, and gets, the receipt of the first', async () => {
  const first = await submit(running.gateway.url, 'police-demo', policeNotice('wait-2'), XML);
  const again = await submit(running.gateway.url, 'police-demo', policeNotice('wait-2'), WAITING);

  expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 200, 'true']);
  expect(receiptIn(again).submissionId).toBe(receiptIn(first).submissionId);
}, 60_000);

test('a submission of many records is waited for whole', async () => {
  const answer = await submit(running.gateway.url, 'education-demo', transferFile(600), WAITING);

  expect(answer.status).toBe(200);
  expect(new Set(receiptIn(answer).records.map(({ outcome }) => outcome))).toEqual(new Set(['published']));
  expect(receiptIn(answer).records).toHaveLength(600);
}, 60_000);

test('many that wait at once are all answered', async () => {
  const references = Array.from({ length: 60 }, (_, index) => `together-${String(index)}`);

  const answers = await Promise.all(
    references.map((reference) => submit(running.gateway.url, 'police-demo', policeNotice(reference), WAITING)),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
}, 60_000);

test('without the preference, and with respond-async, nobody waits', async () => {
  const plain = await submit(running.gateway.url, 'police-demo', policeNotice('wait-3'), XML);
  const asynchronous = await submit(running.gateway.url, 'police-demo', policeNotice('wait-4'), { ...XML, prefer: 'respond-async' });

  expect([plain.status, asynchronous.status]).toEqual([202, 202]);
  expect([plain, asynchronous].map(({ headers }) => headers.get('preference-applied'))).toEqual([null, null]);
}, 60_000);

test('a FHIR message says in Preference-Applied that they are on Kafka', async () => {
  const base = `${running.gateway.url}/fhir/health-demo`;

  const message = await ask(`${base}/$process-message`, fhirMessage('wait-5'), FHIR);

  expect([message.status, message.headers.get('preference-applied')]).toEqual([200, 'wait=30']);
}, 60_000);

test('with Kafka away, or the record held, the answer is 202 with the receipt when the time is over', async () => {
  const lapsed = (feed: FeedConfig): FeedConfig => (feed.id === 'education-demo' ? { ...feed, agreement: 'lapsed' } : feed);
  const away = await runGateway({
    config: (demo) => ({
      ...demo,
      kafka: { kind: 'cluster', brokers: '127.0.0.1:1', clientId: 'test', security: {} },
      feeds: demo.feeds.map(lapsed),
    }),
  });

  const unsent = await submit(away.gateway.url, 'police-demo', policeNotice('wait-6'), { ...XML, prefer: 'wait=1' });
  const held = await submit(away.gateway.url, 'education-demo', transferFile(1), { ...XML, prefer: 'wait=1' });
  const closing = submit(away.gateway.url, 'police-demo', policeNotice('wait-7'), WAITING);
  await expectTaken(away, 2);
  await away.stop();

  expect([unsent, held].map(({ status, headers }) => [status, headers.get('preference-applied')])).toEqual([
    [202, null],
    [202, null],
  ]);
  expect(receiptIn(unsent).records.map(({ outcome }) => outcome)).toEqual(['accepted']);
  expect(receiptIn(held).records.map(({ outcome }) => outcome)).toEqual(['held']);
  // A gateway that stops answers those who wait, rather than waiting with them.
  expect((await closing).status).toBe(202);
}, 90_000);

/** The log says a police notice is durable once its sender begins to wait. */
async function expectTaken({ logged }: RunningGateway, count: number): Promise<void> {
  const taken = (): number => logged.filter((line) => line.includes('submission.accepted') && line.includes('police-demo')).length;
  await until('the submission is accepted', () => Promise.resolve(taken() >= count));
}
