import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask, type Answer } from '../support/ask.js';
import { fhirMessage, patient, patients } from '../support/messages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const FHIR = { 'content-type': 'application/fhir+json' };
const MEBIBYTE = 1024 * 1024;

let running: RunningGateway;
let base: string;
beforeAll(async () => {
  running = await runGateway();
  base = `${running.gateway.url}/fhir/health-demo`;
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

/** White space that makes a body larger than what is kept in memory. */
const spread = (bundle: string): string => bundle.replace('"entry":', `"entry":${' '.repeat(MEBIBYTE)}`);

const statuses = ({ json }: Answer): readonly (string | undefined)[] =>
  (json as { entry: { response: { status: string } }[] }).entry.map(({ response }) => response.status.split(' ')[0]);

function batch(...resources: readonly unknown[]): string {
  const entry = resources.map((resource, index) => ({
    fullUrl: `urn:uuid:0193a5b2-c7d8-7000-a1b2-${String(index).padStart(12, '0')}`,
    resource,
    request: { method: 'POST', url: (resource as { resourceType: string }).resourceType },
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
}

/** Two children in one resource, which takes two positions. */
const aboutTwo = {
  resourceType: 'Communication',
  status: 'completed',
  contained: [
    { ...patient(31), id: 'one' },
    { ...patient(32), id: 'two' },
  ],
  about: [{ reference: '#one' }, { reference: '#two' }],
};
/** Nobody can be named from it. */
const unusable = { resourceType: 'Condition', code: { text: 'of nobody' }, subject: { display: 'the mother' } };

test('every entry of a batch has its own status, also behind one that is about two children', async () => {
  const answer = await ask(base, batch(patient(41), patient(42), aboutTwo, unusable, patient(43)), FHIR);

  expect(answer.json).toMatchObject({ type: 'batch-response' });
  expect(statuses(answer)).toEqual(['202', '202', '202', '422', '202']);
});

test('a transaction above one mebibyte is taken whole, in one step, and answered as a transaction', async () => {
  const answer = await ask(base, spread(patients('transaction', 1_000)), FHIR);

  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ resourceType: 'Bundle', type: 'transaction-response' });
  expect(statuses(answer)).toHaveLength(1_000);
}, 60_000);

test('a transaction of more than a thousand records, which no one commit takes, is refused', async () => {
  const answer = await ask(base, patients('transaction', 1_001), FHIR);

  expect(answer.status).toBe(422);
  expect(answer.json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ details: { coding: [{ code: 'limit.items' }] } }] });
}, 60_000);

test.each([
  ['one resource on its own', JSON.stringify(patient(51))],
  ['a large Bundle of another type', spread(patients('collection', 2))],
  ['something in XML that only has a Bundle in a comment', '<!-- <Bundle><type value="batch"/> --><Patient xmlns="http://hl7.org/fhir"/>'],
])('at the base %s is refused', async (_, body) => {
  const xml = body.startsWith('<');

  const answer = await ask(base, body, xml ? { 'content-type': 'application/fhir+xml' } : FHIR);

  expect([400, 422]).toContain(answer.status);
  expect(answer.json).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ details: { coding: [{ code: 'format.unexpected-root' }] } }],
  });
});

test('a message above one mebibyte is answered once it is taken whole', async () => {
  const answer = await ask(`${base}/$process-message`, spread(fhirMessage('large-1')), FHIR);

  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ type: 'message', entry: [{ resource: { response: { identifier: 'large-1', code: 'ok' } } }] });
});

test('a batch of which nothing can be used is refused, however large', async () => {
  const answer = await ask(base, batch(...Array.from({ length: 300 }, () => unusable)), FHIR);

  expect(answer.status).toBe(422);
  expect(answer.json).toMatchObject({ resourceType: 'OperationOutcome' });
});

test('nothing of what was refused is on Kafka', async () => {
  const values = (await readTopic(running.gateway.bootstrap, 'mash.demo-mash.child-record.v1')).map(({ value }) => String(value));

  expect(values.filter((value) => value.includes('of nobody'))).toEqual([]);
}, 60_000);
