import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, submit, type Answer } from '../support/ask.js';
import { nhsNumber, patient } from '../support/messages.js';
import { readTopic, type ReadMessage } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const TOPIC = 'mash.demo-mash.child-record.v1';
const FHIR = { 'content-type': 'application/fhir+json' };

let running: RunningGateway;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-moves-'));
  running = await runGateway({
    config: (demo) => ({
      ...demo,
      feeds: demo.feeds.flatMap((feed) =>
        feed.id === 'health-demo'
          ? [feed, { ...feed, id: 'health-files', transport: { kind: 'directory', folder, ready: 'rename', everySeconds: 0.2 } }]
          : [feed],
      ),
    }),
  });
}, 60_000);
afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const VERIFIED = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  valueCodeableConcept: {
    coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01' }],
  },
};

/** A version of one patient record that says whose it is by a verified NHS number. */
function version(id: string, about: number, versionId?: string): string {
  const meta = versionId === undefined ? {} : { meta: { versionId } };
  const identifier = [{ extension: [VERIFIED], system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber(about) }];
  return JSON.stringify({ ...patient(about), id, ...meta, identifier });
}

async function send(body: string): Promise<string> {
  return recordIdOf(await submit(running.gateway.url, 'health-demo', body, FHIR));
}

/** Puts it into the watched folder, whole at once, and waits until its record is on the topic. */
async function sendAsFile(body: string): Promise<string> {
  const ofFeed = async (): Promise<readonly string[]> =>
    (await readTopic(running.gateway.bootstrap, TOPIC))
      .filter((message) => !isWithdrawal(message) && message.headers['ce_source'] === '/mash-gateway/feeds/health-files')
      .map(({ value }) => bodyOf(value).recordId);
  const before = new Set(await ofFeed());
  const name = `${String(before.size)}.json`;
  await writeFile(join(folder, `.${name}`), body);
  await rename(join(folder, `.${name}`), join(folder, name));
  let added: string | undefined;
  await until(`the record of ${name}`, async () => {
    added = (await ofFeed()).find((id) => !before.has(id));
    return added !== undefined;
  });
  return added ?? '';
}

function recordIdOf({ status, json }: Answer): string {
  expect(status).toBe(202);
  const [record] = (json as { readonly records: readonly { readonly recordId: string }[] }).records;
  return record?.recordId ?? '';
}

/** All that is on the topic of these records, once it is all there. */
async function onTopic(recordIds: readonly string[], withdrawals: number): Promise<readonly ReadMessage[]> {
  let found: readonly ReadMessage[] = [];
  await until('the records and what was taken back', async () => {
    found = (await readTopic(running.gateway.bootstrap, TOPIC)).filter(({ value }) => recordIds.includes(bodyOf(value).recordId));
    return found.length >= recordIds.length + withdrawals;
  });
  return found;
}

interface Body {
  readonly recordId: string;
  readonly childId: string;
  readonly delivery: { readonly sequence: number };
}

function bodyOf(value: Buffer | null): Body {
  return JSON.parse(String(value)) as Body;
}

const isWithdrawal = ({ headers }: ReadMessage): boolean => headers['ce_type'] === 'uk.gov.mash.record-withdrawn.v1';

/** What a reader holds who keeps records by their ids and takes away what is withdrawn. */
function held(messages: readonly ReadMessage[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const message of messages) {
    const { recordId } = bodyOf(message.value);
    if (isWithdrawal(message)) ids.delete(recordId);
    else ids.add(recordId);
  }
  return ids;
}

test('a corrected message that is about another child takes the record away from the first: ids only, in the first child’s own order', async () => {
  const wrong = await send(version('moved-1', 41, '1'));
  const right = await send(version('moved-1', 42, '2'));

  const messages = await onTopic([wrong, right], 1);
  const schema = (await ask(`${running.gateway.url}/schemas/record-withdrawn.schema.json`)).json as object;
  const [withdrawal] = messages.filter(isWithdrawal);
  const first = messages.find(
    ({ value, headers }) => bodyOf(value).recordId === wrong && headers['ce_type'] === 'uk.gov.mash.child-record.v1',
  );
  const second = messages.find(({ value }) => bodyOf(value).recordId === right);

  expect(held(messages)).toEqual(new Set([right]));
  expect(new Ajv2020({ strict: false }).validate(schema, bodyOf(withdrawal?.value ?? null))).toBe(true);
  expect([withdrawal?.key, withdrawal?.headers['ce_subject'], bodyOf(withdrawal?.value ?? null).childId]).toEqual([
    first?.key,
    first?.key,
    first?.key,
  ]);
  expect(bodyOf(withdrawal?.value ?? null).delivery.sequence).toBe(bodyOf(first?.value ?? null).delivery.sequence + 1);
  expect(second?.key).not.toBe(first?.key);
  expect(JSON.stringify([String(withdrawal?.value), withdrawal?.headers])).not.toMatch(
    new RegExp(`${second?.key ?? ''}|${right}|999\\d{7}`),
  );
}, 120_000);

test('the same in the other order: the older version arrives late, and nothing of it stays with the child it was about', async () => {
  const right = await send(version('moved-2', 44, '2'));
  const wrong = await send(version('moved-2', 43, '1'));

  const messages = await onTopic([right, wrong], 1);

  expect(held(messages)).toEqual(new Set([right]));
  expect(messages.filter(isWithdrawal).map(({ value }) => bodyOf(value).recordId)).toEqual([wrong]);
}, 120_000);

test.each(['HTTP', 'a file'])(
  'A, then B, then A again, of different children, ends with A at the reader, by %s',
  async (way) => {
    const hand = way === 'HTTP' ? send : sendAsFile;
    const id = way === 'HTTP' ? 'again-1' : 'again-2';
    const said = way === 'HTTP' ? [45, 46, 45] : [47, 48, 47];
    const ids: string[] = [];
    for (const about of said) ids.push(await hand(version(id, about)));

    const messages = await onTopic(ids, 2);

    expect(new Set(ids).size).toBe(3);
    expect(held(messages)).toEqual(new Set([ids[2]]));
  },
  120_000,
);
