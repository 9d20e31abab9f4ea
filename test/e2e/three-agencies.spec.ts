import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFile } from 'node:fs/promises';
import { Client } from 'fhir-kit-client';
import { ask, submit, type Answer } from '../support/ask.js';
import { toCloudEvent } from '../support/cloud-events.js';
import { fhirMessage, patients, policeNotice } from '../support/messages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const TOPIC = 'mash.demo-mash.child-record.v1';
const XML = { 'content-type': 'application/xml' };

let running: RunningGateway;
let url: string;
beforeAll(async () => {
  running = await runGateway();
  url = running.gateway.url;
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

interface ReceiptView {
  readonly submissionId: string;
  readonly status: string;
  readonly summary: { readonly accepted: number };
  readonly records: readonly { readonly recordId: string; readonly outcome: string }[];
}

const receipt = (answer: Answer): ReceiptView => answer.json as ReceiptView;

/** Every record of these receipts is on Kafka. */
async function published(receipts: readonly ReceiptView[]): Promise<void> {
  for (const { recordId } of receipts.flatMap(({ records }) => records)) {
    for (let state = ''; state !== 'published';) {
      state = ((await ask(`${url}/v1/records/${recordId}/status`)).json as { outcome: string }).outcome;
    }
  }
}

test('a health, a police and an education message come out on Kafka as the same kind of record', async () => {
  const sent = [
    receipt(await submit(url, 'health-demo', await readFile('examples/health.json'), { 'content-type': 'application/fhir+json' })),
    receipt(await submit(url, 'police-demo', policeNotice('three-1'), XML)),
    receipt(await submit(url, 'education-demo', await readFile('examples/education.xml'), XML)),
  ];
  expect(sent.map(({ status }) => status)).toEqual(['complete', 'complete', 'complete']);
  await published(sent);

  const messages = await readTopic(running.gateway.bootstrap, TOPIC);
  const events = messages.map(toCloudEvent);
  const schema = (await ask(`${url}/schemas/child-record.schema.json`)).json as object;
  const isRecord = new Ajv2020({ strict: false }).compile(schema);

  const records = messages.map(({ value }) => JSON.parse(String(value)) as Readonly<Record<string, unknown>>);
  expect(records.filter((record) => !isRecord(record))).toEqual([]);
  expect(new Set(records.map(({ recordId }) => recordId))).toEqual(
    new Set(sent.flatMap((one) => one.records.map(({ recordId }) => recordId))),
  );
  expect(new Set(records.map(({ source }) => (source as { agency: string }).agency))).toEqual(new Set(['health', 'police', 'education']));
  expect(events.every(({ type, specversion }) => type === 'uk.gov.mash.child-record.v1' && specversion === '1.0')).toBe(true);
  expect(messages.every(({ key }, index) => key === events[index]?.subject && key === records[index]?.['childId'])).toBe(true);
}, 60_000);

test('the same bytes again, one after the other or at once, are one submission and one event', async () => {
  const notice = policeNotice('again-1');

  const answers = await Promise.all([1, 2, 3].map(() => submit(url, 'police-demo', notice, XML)));
  const later = await submit(url, 'police-demo', notice, XML);

  expect([...answers, later].map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  expect(new Set([...answers, later].map((answer) => receipt(answer).submissionId)).size).toBe(1);
  expect(later.headers.get('idempotency-replayed')).toBe('true');
  await published([receipt(later)]);
  const recordId = receipt(later).records[0]?.recordId;
  const events = (await readTopic(running.gateway.bootstrap, TOPIC)).filter(({ value }) => String(value).includes(String(recordId)));
  expect(new Set(events.map(({ headers }) => headers['ce_id'])).size).toBe(1);
}, 60_000);

test('an Idempotency-Key gets its first answer, and is refused for other bytes', async () => {
  const key = { ...XML, 'idempotency-key': '"key-1"' };

  const first = await submit(url, 'police-demo', policeNotice('key-1'), key);
  const repeat = await submit(url, 'police-demo', policeNotice('key-1'), key);
  const other = await submit(url, 'police-demo', policeNotice('key-2'), key);

  expect(receipt(repeat).submissionId).toBe(receipt(first).submissionId);
  expect(other.status).toBe(422);
  expect(other.json).toMatchObject({ code: 'idempotency.conflict' });
});

test('while a request with an Idempotency-Key is being taken, the same key is told so', async () => {
  let finish: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from(policeNotice('slow-1').slice(0, 100)));
      finish = () => {
        controller.enqueue(Buffer.from(policeNotice('slow-1').slice(100)));
        controller.close();
      };
    },
  });
  const key = { ...XML, 'idempotency-key': 'slow-key' };

  const slow = submit(url, 'police-demo', body, key);
  let meanwhile = await submit(url, 'police-demo', '<not-well-formed', key);
  while (meanwhile.status !== 409) meanwhile = await submit(url, 'police-demo', '<not-well-formed', key);
  finish?.();

  expect(meanwhile.json).toMatchObject({ code: 'request.in-progress' });
  expect((await slow).status).toBe(202);
});

test('a receipt can be asked for again; one that is not there says so the same way as one of another client', async () => {
  const sent = receipt(await submit(url, 'police-demo', policeNotice('receipt-1'), XML));
  await published([sent]);

  const again = await ask(`${url}/v1/submissions/${sent.submissionId}`);
  const absent = await ask(`${url}/v1/submissions/0193a5b2-c7d8-7000-a1b2-000000000000`);

  expect(receipt(again)).toMatchObject({ submissionId: sent.submissionId, records: [{ outcome: 'published' }] });
  expect(again.text).not.toMatch(/childId|demo-mash|"c-/);
  expect(absent.json).toMatchObject({ status: 404, code: 'submission.unknown' });
});

test('an independent FHIR client reads the capability statement and sends batch, transaction and message', async () => {
  const client = new Client({ baseUrl: `${url}/fhir/health-demo` });

  const statement = (await client.capabilityStatement()) as unknown;
  const batch = (await client.batch({ body: JSON.parse(patients('batch', 2)) as never })) as unknown;
  const transaction = (await client.transaction({ body: JSON.parse(patients('transaction', 2)) as never })) as unknown;
  const message = (await client.operation({ name: 'process-message', input: JSON.parse(fhirMessage('message-1')) as never })) as unknown;

  expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [{ mode: 'server' }] });
  expect(batch).toMatchObject({ type: 'batch-response', entry: [{ response: { status: '202 Accepted' } }, {}] });
  expect(transaction).toMatchObject({ type: 'transaction-response', entry: [{}, {}] });
  expect(message).toMatchObject({ type: 'message', entry: [{ resource: { response: { identifier: 'message-1', code: 'ok' } } }] });
});

test('FHIR in XML is taken, and answered in JSON', async () => {
  const bundle = `<Bundle xmlns="http://hl7.org/fhir"><type value="batch"/><entry><resource><Patient><id value="xml-1"/>
    <name><family value="Sample"/><given value="Rowan"/></name><gender value="female"/><birthDate value="2017-05-01"/></Patient></resource>
    <request><method value="POST"/><url value="Patient"/></request></entry></Bundle>`;

  const answer = await ask(`${url}/fhir/health-demo`, bundle, { 'content-type': 'application/fhir+xml' });

  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(answer.json).toMatchObject({ type: 'batch-response', entry: [{ response: { status: '202 Accepted' } }] });
});

test('a repeated message gets the original answer, a refused one a fatal error in a message', async () => {
  const FHIR = { 'content-type': 'application/fhir+json' };
  const first = await ask(`${url}/fhir/health-demo/$process-message`, fhirMessage('message-2'), FHIR);
  const repeat = await ask(`${url}/fhir/health-demo/$process-message`, fhirMessage('message-2'), FHIR);
  const broken = fhirMessage('message-3').replace('"resourceType":"Patient","id":"patient-1"', '"resourceType":"Nobody","id":"patient-1"');
  const refused = await ask(`${url}/fhir/health-demo/$process-message`, broken, FHIR);

  expect(repeat.text).toBe(first.text);
  expect(refused.status).toBe(422);
  expect(refused.json).toMatchObject({ entry: [{ resource: { response: { identifier: 'message-3', code: 'fatal-error' } } }, {}] });
});

test('health, metrics, documents and the status page are there, with strict headers', async () => {
  const paths = [
    '/health/live',
    '/health/ready',
    '/metrics',
    '/openapi.json',
    '/asyncapi.json',
    '/problems/json.malformed',
    '/console',
    '/console/style.css',
  ];

  const answers = await Promise.all(paths.map((path) => ask(`${url}${path}`)));

  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  const page = answers[6];
  expect(page?.text).toContain('health-demo');
  expect(page?.text).not.toMatch(/<script/i);
  expect(page?.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  expect(answers[2]?.text).toContain('mash_submissions_total{feed="police-demo",outcome="accepted"}');
});
