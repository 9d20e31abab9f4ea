import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contractValidator } from '../../apps/gateway/src/prepare/record-validator.js';
import { ask, submit, type Answer } from '../support/ask.js';
import { readPublications } from '../support/ledger/publications.js';
import { policeNotice, transferFile, upn } from '../support/messages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const XML = { 'content-type': 'application/xml' };
const FHIR = { 'content-type': 'application/fhir+json' };
const JSON_BODY = { 'content-type': 'application/json' };
const real = contractValidator();

let running: RunningGateway;
let url: string;
/** Words of a record that our own validator does not take for now, as if a rule of the contract were wrong. */
let disliked = 'nothing';

beforeAll(async () => {
  running = await runGateway({
    ports: {
      recordValidator: {
        validate: (record) =>
          JSON.stringify(record).includes(disliked)
            ? [{ code: 'contract.violation', severity: 'error', location: '/child' }]
            : real.validate(record),
      },
    },
  });
  url = running.gateway.url;
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

interface Letter {
  readonly deadLetterId: number;
  readonly stage: string;
  readonly code: string;
  readonly position?: number;
  readonly submissionId: string;
  readonly state: string;
  readonly body: string;
  readonly resolvedBy?: string;
  readonly attempts: readonly { readonly what: string; readonly code: string }[];
}
interface Receipt {
  readonly replayId: string;
  readonly status: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly items: readonly { readonly deadLetterId: number; readonly outcome?: string; readonly code?: string }[];
}

const letters = async (query = ''): Promise<readonly Letter[]> =>
  ((await ask(`${url}/v1/dead-letters${query}`)).json as { readonly deadLetters: readonly Letter[] }).deadLetters;
const letter = async (id: number): Promise<Letter> => (await ask(`${url}/v1/dead-letters/${String(id)}`)).json as Letter;
const replay = (request: unknown): Promise<Answer> => ask(`${url}/v1/replays`, JSON.stringify(request), JSON_BODY);

/** The receipt of a replay at its end. */
async function ended(answer: Answer): Promise<Receipt> {
  expect(answer.status).toBe(202);
  let receipt = answer.json as Receipt;
  await until('the replay to end', async () => {
    receipt = (await ask(url + String(answer.headers.get('location')))).json as Receipt;
    return receipt.status === 'complete';
  });
  return receipt;
}

const eventIds = async (): Promise<readonly string[]> => (await readPublications(running.gateway.bootstrap)).map(({ eventId }) => eventId);

test('what was understood but is of no use is kept for a person, once; what the sender must put right itself is not', async () => {
  const shoe = '{"resourceType":"Shoe","text":"Zebulon"}';
  const [first, second] = [await submit(url, 'health-demo', shoe, FHIR), await submit(url, 'health-demo', shoe, FHIR)];
  const malformed = await submit(url, 'health-demo', '{"resourceType":', FHIR);
  const kept = await letters('?feed=health-demo');
  const body = await ask(`${url}/v1/dead-letters/${String(kept[0]?.deadLetterId)}/body`);

  expect([first.status, second.status, malformed.status]).toEqual([422, 422, 400]);
  expect(kept).toMatchObject([
    { stage: 'prepare', state: 'open', body: 'whole', attempts: [{ what: 'prepare' }, { what: 'received-again' }] },
  ]);
  expect(body.text).toBe(shoe);
  expect(body.headers.get('content-type')).toBe('application/octet-stream');
}, 60_000);

test('a corrected body takes the place of one that was refused whole, and names it', async () => {
  const [kept] = await letters('?feed=health-demo');
  const id = kept?.deadLetterId ?? 0;
  const patient = JSON.stringify({
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family: 'Sample', given: ['Rowan'] }],
    birthDate: '2017-05-01',
  });

  const worded = await ask(`${url}/v1/dead-letters/${String(id)}/corrections?reason=Rowan%20has%20moved`, patient, FHIR);
  const receipt = await ended(await ask(`${url}/v1/dead-letters/${String(id)}/corrections?reason=CHG-1234`, patient, FHIR));
  const after = await letter(id);
  const taken = await ask(`${url}/v1/submissions/${String(after.resolvedBy)}`);

  expect(worded.status).toBe(400);
  expect(receipt.items).toMatchObject([{ deadLetterId: id, outcome: 'replayed', code: 'accepted' }]);
  expect(after).toMatchObject({ state: 'replayed' });
  expect(taken.json).toMatchObject({ submissionId: after.resolvedBy, summary: { accepted: 1 } });
}, 60_000);

test('one position of a file is a dead letter, is refused again while the cause lasts, and is replayed alone when it is gone', async () => {
  disliked = upn(2);
  const file = transferFile(3);
  const sent = await submit(url, 'education-demo', file, XML);
  const { submissionId } = sent.json as { readonly submissionId: string };
  const [kept] = await letters('?feed=education-demo&stage=prepare&code=contract.violation');

  const inVain = await ended(await replay({ feed: 'education-demo' }));
  disliked = 'nothing';
  const receipt = await ended(await replay({ ids: [kept?.deadLetterId] }));
  const again = await replay({ ids: [kept?.deadLetterId] });
  const after = await letter(kept?.deadLetterId ?? 0);
  await until('three pupils on the topic', async () => new Set(await eventIds()).size >= 4);
  const before = await eventIds();
  // The sender, who was told of the refusal, sends all of it again.
  const repeated = await submit(url, 'education-demo', file, XML);

  expect(sent.json).toMatchObject({ summary: { accepted: 2, refused: 1 } });
  expect(kept).toMatchObject({ submissionId, position: 2, body: 'whole' });
  expect(inVain).toMatchObject({ summary: { items: 1, refused: 1 }, items: [{ outcome: 'refused', code: 'contract.violation' }] });
  expect(receipt).toMatchObject({ summary: { items: 1, replayed: 1 }, items: [{ outcome: 'replayed', code: 'accepted' }] });
  expect(again.status).toBe(409);
  expect(after.attempts.map(({ what, code }) => `${what} ${code}`)).toEqual([
    'prepare contract.violation',
    'replay contract.violation',
    'replay accepted',
  ]);
  expect(repeated.json).toMatchObject({ summary: { accepted: 0, duplicate: 3, refused: 0 } });
  expect(new Set(await eventIds()).size).toBe(new Set(before).size);
}, 120_000);

test('all that fit are replayed in the order in which they were received', async () => {
  disliked = 'Quillon';
  for (const n of [1, 2, 3]) await submit(url, 'police-demo', policeNotice(`order-${String(n)}`, 'Quillon'), XML);
  const kept = await letters('?feed=police-demo');
  disliked = 'nothing';

  const receipt = await ended(await replay({ feed: 'police-demo', since: '2026-01-01', reason: 'CHG-1' }));

  expect(kept.map(({ stage }) => stage)).toEqual(['prepare', 'prepare', 'prepare']);
  expect(receipt.summary).toMatchObject({ items: 3, replayed: 3, waiting: 0 });
  expect(receipt.items.map(({ deadLetterId }) => deadLetterId)).toEqual(kept.map(({ deadLetterId }) => deadLetterId));
  expect(await letters('?feed=police-demo')).toEqual([]);
}, 60_000);

test('each is told once on Kafka by ids and codes, counted, and alarmed with its age', async () => {
  await submit(url, 'health-demo', '{"resourceType":"Shoe","text":"Quillfeather"}', FHIR);
  await until('five events', async () => (await readTopic(running.gateway.bootstrap, 'mash.gateway.dead-letter.v1')).length >= 6);
  const events = await readTopic(running.gateway.bootstrap, 'mash.gateway.dead-letter.v1');
  const metrics = await ask(`${url}/metrics`);
  const { alarms } = await running.gateway.ready();

  expect(new Set(events.map(({ headers }) => headers['ce_id'])).size).toBe(6);
  expect(events.map(({ headers }) => headers['ce_type'])).toEqual(Array.from({ length: 6 }, () => 'uk.gov.mash.dead-letter.v1'));
  const values = events.map(({ value }) => JSON.parse(String(value)) as { readonly feedId: string; readonly deadLetterId: number });
  expect(values.every(({ feedId }, index) => events[index]?.key === feedId)).toBe(true);
  expect(JSON.stringify([values, events.map(({ headers }) => headers)])).not.toMatch(/Quill|Zebulon|Rowan|Sample/);
  expect(metrics.text).toContain('mash_dead_letters{stage="prepare"} 1');
  expect(metrics.text).toMatch(/mash_dead_letters_oldest_seconds\{stage="prepare"\} \d/);
  expect(alarms).toContainEqual({
    code: 'dead-letters',
    message: '1 messages or parts of them became no record, the oldest for 0 min.',
  });
}, 60_000);

test('what is asked for wrongly is refused by its place', async () => {
  const answers = [
    await ask(`${url}/v1/dead-letters?stage=elsewhere`),
    await ask(`${url}/v1/dead-letters/999999`),
    await ask(`${url}/v1/replays/0193a5b2-c7d8-7000-a1b2-c3d4e5f60718`),
    await replay({}),
    await replay({ ids: [1], all: true }),
    await replay({ feed: 'education-demo', name: 'Rowan' }),
    await replay({ feed: 'nobody-there' }),
  ];

  expect(answers.map(({ status, json }) => [status, (json as { readonly code: string }).code])).toEqual([
    [400, 'request.parameter'],
    [404, 'letter.unknown'],
    [404, 'replay.unknown'],
    [400, 'request.parameter'],
    [400, 'request.parameter'],
    [400, 'request.parameter'],
    [409, 'replay.nothing'],
  ]);
});
