import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contractValidator } from '../../apps/gateway/src/prepare/record-validator.js';
import { ask, submit } from '../support/ask.js';
import { fhirMessage, patients, policeNotice, transferFile, upn } from '../support/messages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

/** Planted in every message: what an attacker would search for. None is part of another word of the gateway's own. */
const CANARIES = {
  nhsNumber: '9990001006',
  upn: upn(4711),
  given: 'Zebulon',
  family: 'Quillfeather',
  birthDate: '2013-07-19',
  birthDateGb: '19/07/2013',
  street: 'Canarywharfe',
  phone: '01632960977',
  reference: 'CANARYREF',
} as const;

const DEAD_LETTERS = 'mash.gateway.dead-letter.v1';
const XML = { 'content-type': 'application/xml' };
const FHIR = { 'content-type': 'application/fhir+json' };

let dataDir: string;
let running: RunningGateway;
let url: string;
/** Everything that left the gateway by HTTP: status, headers and bodies. */
const answers: string[] = [];
const real = contractValidator();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mash-canary-'));
  running = await runGateway({
    dataDir,
    config: (demo) => ({ ...demo, feeds: demo.feeds.map((feed) => ({ ...feed, limits: { ...feed.limits, bytes: 3_000_000 } })) }),
    ports: {
      recordValidator: {
        validate(record) {
          // Our own code at fault, with a message that holds what it was working on.
          if (JSON.stringify(record).includes('Crashing')) throw new Error(`cannot map ${JSON.stringify(record)}`);
          return real.validate(record);
        },
      },
    },
  });
  url = running.gateway.url;
}, 60_000);
afterAll(async () => {
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

const notice = (reference: string): string =>
  policeNotice(`${CANARIES.reference}${reference}`, CANARIES.given)
    .replace('Sample', CANARIES.family)
    .replace('01/05/2017', CANARIES.birthDateGb)
    .replace(
      '</Gender>',
      `</Gender><Identifier type="nhs-number" traced="true">${CANARIES.nhsNumber}</Identifier><Address><Street>${CANARIES.street}</Street></Address>`,
    );

const bundle = (text: string): string =>
  text
    .replace(/"value":"999\d{7}"/, `"value":"${CANARIES.nhsNumber}"`)
    .replaceAll('Rowan', CANARIES.given)
    .replaceAll('Sample', CANARIES.family)
    .replaceAll('2017-05-01', CANARIES.birthDate);

const file = transferFile(2, 4711)
  .replaceAll('Rowan', CANARIES.given)
  .replaceAll('Sample', CANARIES.family)
  .replaceAll('2016-03-12', CANARIES.birthDate);

/** A name for an element, an attribute or a key. */
const NAMED = `${CANARIES.given}.${CANARIES.family}.${CANARIES.nhsNumber}`;
const NAMED_XML = `<${NAMED} ${NAMED}="x"><${CANARIES.given.toLowerCase()}>x</${CANARIES.given.toLowerCase()}></${NAMED}>`;
const NAMED_JSON = [
  `"${CANARIES.given.toLowerCase()}":1`,
  `"_${CANARIES.family}":{"${NAMED}":"x"}`,
  `"_${CANARIES.given} ${CANARIES.family} born ${CANARIES.birthDate} NHS ${CANARIES.nhsNumber}":5`,
  `"contained":[{"resourceType":"${CANARIES.family}","${CANARIES.family.toLowerCase()}":{"${NAMED}":"x"}}]`,
].join(',');
const NAMED_PATIENT = `<Patient xmlns="http://hl7.org/fhir"><contained><${CANARIES.family}><${NAMED} value="x"/></${CANARIES.family}></contained><identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="${CANARIES.nhsNumber}"/></identifier><name><family value="${CANARIES.family}"><${NAMED}/></family><${CANARIES.given.toLowerCase()} value="x"/></name>${NAMED_XML}</Patient>`;

const MESSAGES: readonly (readonly [path: string, body: string | Uint8Array, headers: Readonly<Record<string, string>>, status: number])[] =
  [
    ['/v1/feeds/police-demo/submissions', notice('1'), XML, 202],
    ['/v1/feeds/police-demo/submissions', notice('2').replace('</Child>', ''), XML, 400],
    ['/v1/feeds/police-demo/submissions', notice('3').replace('<Notice', `<!DOCTYPE ${CANARIES.family}><Notice`), XML, 400],
    ['/v1/feeds/police-demo/submissions', notice('4').replace(CANARIES.birthDateGb, CANARIES.phone), XML, 202],
    ['/v1/feeds/police-demo/submissions', notice('5').replace(CANARIES.given, 'Crashing'), XML, 500],
    ['/v1/feeds/police-demo/submissions', gzipSync(notice('6')).subarray(0, -9), { ...XML, 'content-encoding': 'gzip' }, 400],
    ['/v1/feeds/police-demo/submissions', notice('7'), { 'content-type': `text/${CANARIES.family}` }, 415],
    ['/v1/feeds/police-demo/submissions', notice('8'), { ...XML, 'idempotency-key': `${CANARIES.nhsNumber} ${CANARIES.family}` }, 400],
    [
      '/v1/feeds/police-demo/submissions',
      notice('9').replace('</Gender>', `</Gender><${CANARIES.family}>${CANARIES.nhsNumber}</${CANARIES.family}>`),
      XML,
      0,
    ],
    ['/v1/feeds/education-demo/submissions', file, XML, 202],
    ['/v1/feeds/education-demo/submissions', file.replace('</CTfile>', ''), XML, 400],
    ['/v1/feeds/education-demo/submissions', file.repeat(6_000), XML, 413],
    ['/v1/feeds/health-demo/submissions', bundle(patients('batch', 1)), FHIR, 202],
    ['/v1/feeds/health-demo/submissions', bundle(patients('batch', 1)).slice(0, -3), FHIR, 400],
    ['/v1/feeds/health-demo/submissions', bundle(patients('batch', 1)).replace('"gender"', `"${CANARIES.family}"`), FHIR, 0],
    [
      '/v1/feeds/health-demo/submissions',
      `{"resourceType":"Patient","${CANARIES.family}":1,"${CANARIES.family}":"${CANARIES.nhsNumber}"}`,
      FHIR,
      400,
    ],
    // Understood, and of no use: kept as a dead letter.
    [
      '/v1/feeds/health-demo/submissions',
      `{"resourceType":"${CANARIES.family}","id":"${CANARIES.nhsNumber}","name":[{"family":"${CANARIES.family}"}]}`,
      FHIR,
      422,
    ],
    // Names that a sender chose for elements, attributes and keys, with what they stand for in them.
    [
      '/v1/feeds/police-demo/submissions',
      notice('12').replace('</Gender>', `</Gender>${NAMED_XML}`).replace('<Incident>', `<Incident ${NAMED}="x">`),
      XML,
      0,
    ],
    [
      '/v1/feeds/education-demo/submissions',
      file.replace('</UPN>', `</UPN>${NAMED_XML}`).replace('<Pupil>', `<Pupil ${NAMED}="x">`),
      XML,
      202,
    ],
    ['/v1/feeds/education-demo/submissions', file.replace('<CTFpupilData>', `${NAMED_XML}<CTFpupilData>${NAMED_XML}`), XML, 202],
    ['/v1/feeds/education-demo/submissions', file.replace('<Header>', `<Header>${NAMED_XML}`), XML, 202],
    ['/v1/feeds/education-demo/submissions', file.replace('<Pupil>', `<Pupil><${NAMED}>`), XML, 400],
    ['/v1/feeds/health-demo/submissions', bundle(patients('batch', 1)).replace('"gender"', `${NAMED_JSON},"gender"`), FHIR, 202],
    ['/v1/feeds/health-demo/submissions', bundle(patients('batch', 1)).replace('"type"', `${NAMED_JSON},"type"`), FHIR, 202],
    ['/fhir/health-demo', bundle(patients('batch', 1)).replace('"birthDate"', `"_${NAMED}"`), FHIR, 0],
    ['/fhir/health-demo/$process-message', bundle(fhirMessage('named')).replace('"gender"', `${NAMED_JSON},"gender"`), FHIR, 0],
    ['/v1/feeds/health-demo/submissions', NAMED_PATIENT, { 'content-type': 'application/fhir+xml' }, 202],
    ['/fhir/health-demo', bundle(patients('transaction', 1)).replace('"female"', `"${CANARIES.family}"`), FHIR, 0],
    ['/fhir/health-demo', bundle(patients('transaction', 1)).slice(0, -3), FHIR, 400],
    ['/fhir/health-demo/$process-message', bundle(fhirMessage('canary')), FHIR, 200],
    [`/v1/feeds/${CANARIES.family.toLowerCase()}/submissions`, notice('10'), XML, 404],
    [`/fhir/health-demo/${CANARIES.family}?nhs=${CANARIES.nhsNumber}`, notice('11'), FHIR, 404],
  ];

test('messages that are taken, refused, and broken by our own code leave by the answers that they should', async () => {
  for (const [path, body, headers, status] of MESSAGES) {
    const answer = await ask(`${url}${path}`, body, headers);
    answers.push(`${String(answer.status)} ${JSON.stringify([...answer.headers])} ${answer.text}`);
    expect([path, status === 0 ? 0 : answer.status]).toEqual([path, status]);
  }
  const search = await ask(`${url}/v1/submissions/${CANARIES.nhsNumber}?from=${CANARIES.family}`);
  answers.push(search.text);
  // The gateway has survived all of it.
  expect((await submit(url, 'police-demo', policeNotice('after-canaries'), XML)).status).toBe(202);
}, 60_000);

/** Location names of fields that the standard does not know come from the message; the canary among them must not. */
function found(text: string): readonly string[] {
  const flat = text.toLowerCase();
  return Object.entries(CANARIES).flatMap(([name, canary]) => (flat.includes(canary.toLowerCase()) ? [name] : []));
}

test('no planted value is in any answer', () => {
  expect(answers.flatMap((answer) => found(answer).map((name) => `${name}: ${answer.slice(0, 300)}`))).toEqual([]);
});

test('no planted value is in the log, and the log has lines of what happened', () => {
  expect(running.logged.length).toBeGreaterThan(MESSAGES.length / 2);
  expect(running.logged.filter((line) => found(line).length > 0)).toEqual([]);
});

test('no planted value of what was refused is in the list of dead letters, their events, or the receipt of a replay', async () => {
  const listed = await ask(`${url}/v1/dead-letters?state=any&limit=1000`);
  const { deadLetters } = listed.json as { readonly deadLetters: readonly { readonly deadLetterId: number }[] };
  const replayed = await ask(`${url}/v1/replays`, JSON.stringify({ all: true }), { 'content-type': 'application/json' });
  const receipt = await ask(`${url}${String(replayed.headers.get('location'))}`);
  const shown = await ask(`${url}/v1/dead-letters/${String(deadLetters[0]?.deadLetterId)}`);
  await until('an event for each', async () => (await readTopic(running.gateway.bootstrap, DEAD_LETTERS)).length >= deadLetters.length);
  const events = await readTopic(running.gateway.bootstrap, DEAD_LETTERS);

  expect(deadLetters.length).toBeGreaterThan(0);
  expect([listed, replayed, receipt, shown].flatMap(({ text }) => found(text))).toEqual([]);
  expect(events.flatMap(({ key, headers, value }) => found(JSON.stringify([key, headers, String(value)])))).toEqual([]);
}, 60_000);

test('no planted value is in metrics, health or the status page', async () => {
  for (const path of ['/metrics', '/health/ready', '/console']) expect(found((await ask(`${url}${path}`)).text)).toEqual([]);
});

test('no planted value is in a topic name, key or header; the records themselves are there', async () => {
  const messages = await readTopic(running.gateway.bootstrap, 'mash.demo-mash.child-record.v1');

  expect(messages.filter(({ key, headers }) => found(JSON.stringify([key, headers])).length > 0)).toEqual([]);
  expect(messages.some(({ value }) => found(String(value)).includes('family'))).toBe(true);
}, 30_000);

test('no planted value is in any file of the data directory in clear, the database included', async () => {
  const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  const leaks: string[] = [];
  let readable = 0;
  for (const entry of files) {
    const content = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    const text = content.toString('latin1');
    if (text.includes('police-demo')) readable += 1;
    if (found(text).length > 0) leaks.push(entry.name);
  }

  expect(files.map(({ name }) => name)).toContain('run.json');
  // What is not personal is found, so the search does read the database.
  expect(readable).toBeGreaterThan(0);
  expect(leaks).toEqual([]);
}, 60_000);
