import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JournalUnavailable } from '../../apps/gateway/src/journal/faults.js';
import { ask, type Answer } from '../support/ask.js';
import { fhirMessage } from '../support/messages.js';
import { bound } from '../support/process/stages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const FHIR = { 'content-type': 'application/fhir+json' };
const FHIR_XML = { 'content-type': 'application/fhir+xml' };
/** A NEMS event of the adapter's own fixtures. */
const NEMS = new URL('../../libs/adapters/src/fhir-stu3/fixtures/nems-change-of-address/input.xml', import.meta.url);
const NEMS_ID = '7b1f0060-0000-4000-8000-000000000060';

interface Header {
  readonly response: { readonly identifier: string; readonly code: string; readonly details?: { readonly reference: string } };
}

let running: RunningGateway;
let databaseAway = false;
beforeAll(async () => {
  running = await runGateway({
    config: (demo) => ({
      ...demo,
      feeds: demo.feeds.flatMap((feed) =>
        feed.id === 'health-demo' ? [feed, { ...feed, id: 'nems-demo', adapter: 'fhir-stu3' }] : [feed],
      ),
    }),
    ports: {
      journal: (real) => ({
        ...bound(real),
        commit: (...parts) => (databaseAway ? Promise.reject(new JournalUnavailable('away')) : real.commit(...parts)),
      }),
    },
  });
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

const send = (feedId: string, body: string, headers: Readonly<Record<string, string>> = FHIR): Promise<Answer> =>
  ask(`${running.gateway.url}/fhir/${feedId}/$process-message`, body, headers);

/** Header and, where there is one, OperationOutcome of an answering message, which its header refers to. */
function answered({ json }: Answer): { readonly header: Header; readonly codes: readonly string[] } {
  const { entry } = json as { readonly entry: readonly { readonly fullUrl: string; readonly resource: Header }[] };
  const header = entry[0]?.resource;
  if (header === undefined) throw new Error('an answer without a header');
  const details = entry.find(({ fullUrl }) => fullUrl === header.response.details?.reference)?.resource as unknown as
    | {
        readonly issue?: readonly { readonly details: { readonly coding: readonly { readonly code: string }[] } }[];
      }
    | undefined;
  return { header, codes: (details?.issue ?? []).flatMap(({ details: { coding } }) => coding.map(({ code }) => code)) };
}

describe('R4', () => {
  test('an accepted message is answered ok, to its id and its sender', async () => {
    const answer = await send('health-demo', fhirMessage('ok-1'));

    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      resourceType: 'Bundle',
      type: 'message',
      entry: [
        {
          resource: {
            resourceType: 'MessageHeader',
            eventCoding: { code: 'servicerequest-request' },
            destination: [{ endpoint: 'urn:example:sender' }],
            response: { identifier: 'ok-1', code: 'ok' },
          },
        },
      ],
    });
  });

  test('a message sent again, also re-serialised or in a new envelope, gets the original answer, byte for byte', async () => {
    const message = fhirMessage('again-1');

    const first = await send('health-demo', message);
    const sameBytes = await send('health-demo', message);
    const reserialised = await send('health-demo', JSON.stringify(JSON.parse(message), null, 2));
    const inNewEnvelope = await send('health-demo', message.replace('"bundle-again-1"', '"another-envelope"'));

    expect(sameBytes.text).toBe(first.text);
    expect(reserialised.text).toBe(first.text);
    expect(inNewEnvelope.text).toBe(first.text);
  });

  test('another message about the same child has an answer of its own', async () => {
    const [one, other] = [await send('health-demo', fhirMessage('own-1')), await send('health-demo', fhirMessage('own-2'))];

    expect(answered(other).header.response.identifier).toBe('own-2');
    expect((one.json as { id: string }).id).not.toBe((other.json as { id: string }).id);
  });

  test('while the database is away the answer is a transient error in a message; sent again, the message is taken', async () => {
    databaseAway = true;
    const away = await send('health-demo', fhirMessage('transient-1'));
    databaseAway = false;
    const again = await send('health-demo', fhirMessage('transient-1'));

    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(answered(away)).toMatchObject({
      header: { response: { identifier: 'transient-1', code: 'transient-error' } },
      codes: ['gateway.unavailable'],
    });
    expect(answered(again).header.response).toMatchObject({ identifier: 'transient-1', code: 'ok' });
  });

  test('a refused message is a fatal error, with coded reasons and none of its values', async () => {
    const broken = fhirMessage('fatal-1').replace('"resourceType":"Patient","id":"patient-1"', '"resourceType":"Nobody","id":"patient-1"');

    const answer = await send('health-demo', broken);

    expect(answer.status).toBe(422);
    expect(answered(answer).header.response).toMatchObject({ identifier: 'fatal-1', code: 'fatal-error' });
    expect(answered(answer).codes.length).toBeGreaterThan(0);
    expect(answer.text).not.toContain('Sample');
  });

  test('an event that is a uri is answered as one', async () => {
    const coding = /"eventCoding":\{[^}]*\}/;

    const answer = await send('health-demo', fhirMessage('uri-1').replace(coding, '"eventUri":"urn:example:event"'));

    expect(answered(answer).header).toMatchObject({ eventUri: 'urn:example:event', response: { code: 'ok' } });
  });
});

describe('STU3', () => {
  test('a NEMS event is taken, answered in STU3, and its record is on Kafka', async () => {
    const nems = await readFile(NEMS, 'utf8');

    const answer = await send('nems-demo', nems, { ...FHIR_XML, prefer: 'wait=30' });

    const values = (await readTopic(running.gateway.bootstrap, 'mash.demo-mash.child-record.v1')).map(({ value }) => String(value));
    const { header } = answered(answer);
    expect([answer.status, header.response]).toMatchObject([200, { identifier: NEMS_ID, code: 'ok' }]);
    // STU3: `event` is a Coding and the time is in the header; R4 has neither there.
    expect(header).toMatchObject({
      event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/EventType-1', code: 'pds-change-of-address-1' },
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(answer.json).not.toHaveProperty('timestamp');
    expect(header).not.toHaveProperty('eventCoding');
    expect(values.some((value) => value.includes('fhir-stu3'))).toBe(true);
    expect((await send('nems-demo', nems, FHIR_XML)).text).toBe(answer.text);
  }, 60_000);

  test('a message of R4 is a fatal error there, answered in STU3', async () => {
    const answer = await send('nems-demo', fhirMessage('r4-on-stu3'));

    expect(answered(answer)).toMatchObject({
      header: { event: { code: 'servicerequest-request' }, response: { identifier: 'r4-on-stu3', code: 'fatal-error' } },
      codes: ['format.version'],
    });
  });

  test('and a message of STU3 is one on a feed of R4', async () => {
    const answer = await send('health-demo', await readFile(NEMS, 'utf8'), FHIR_XML);

    expect(answered(answer)).toMatchObject({
      header: { response: { identifier: NEMS_ID, code: 'fatal-error' } },
      codes: ['format.version'],
    });
  });

  test('each feed states the release it speaks', async () => {
    const [r4, stu3] = await Promise.all(
      ['health-demo', 'nems-demo'].map(async (feedId) => (await ask(`${running.gateway.url}/fhir/${feedId}/metadata`)).json),
    );

    expect(r4).toMatchObject({ fhirVersion: '4.0.1', rest: [{ operation: [{ definition: expect.any(String) }] }] });
    expect(stu3).toMatchObject({
      fhirVersion: '3.0.2',
      acceptUnknown: 'extensions',
      rest: [{ operation: [{ definition: { reference: expect.any(String) } }] }],
    });
  });

  test('a batch of STU3 has a status for each entry', async () => {
    const child = (id: string, family: string): unknown => ({
      resource: { resourceType: 'Patient', id, name: [{ family, given: ['Rowan'] }], gender: 'female', birthDate: '2017-05-01' },
      request: { method: 'POST', url: 'Patient' },
    });
    const nobody = {
      resource: { resourceType: 'Condition', subject: { display: 'the mother' } },
      request: { method: 'POST', url: 'Condition' },
    };
    const batch = { resourceType: 'Bundle', type: 'batch', entry: [child('a', 'One'), nobody, child('b', 'Two')] };

    const answer = await ask(`${running.gateway.url}/fhir/nems-demo`, JSON.stringify(batch), FHIR);

    const { entry } = answer.json as { readonly entry: readonly { readonly response: { readonly status: string } }[] };
    expect(entry.map(({ response }) => response.status.slice(0, 3))).toEqual(['202', '422', '202']);
  });
});
