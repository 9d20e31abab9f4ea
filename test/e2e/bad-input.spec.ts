import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { ask, submit, type Answer } from '../support/ask.js';
import { CTF_FOOT, CTF_HEAD, fhirMessage, patients, policeNotice, pupil, transferFile } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const LIMIT = 4 * 1024 * 1024;
/** Stands in every bad message; no answer may repeat it. */
const SECRET = 'Zebedee-9990000018';
const XML = { 'content-type': 'application/xml' };
const FHIR = { 'content-type': 'application/fhir+json' };

let running: RunningGateway;
let url: string;
let good = 0;

beforeAll(async () => {
  running = await runGateway({
    config: (demo) => ({ ...demo, feeds: demo.feeds.map((feed) => ({ ...feed, limits: { ...feed.limits, bytes: LIMIT } })) }),
  });
  url = running.gateway.url;
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

/** The gateway is as good as before: the next message is taken. */
async function nextWorks(): Promise<void> {
  good += 1;
  expect((await submit(url, 'police-demo', policeNotice(`next-${String(good)}`), XML)).status).toBe(202);
}

/** What matters of an answer to a bad message. */
function seen({ status, headers, text, json }: Answer): Readonly<Record<string, unknown>> {
  const { status: stated, code, type } = json as Readonly<Record<string, unknown>>;
  const repeats = text.includes('Zebedee') || text.includes('9990000018');
  return { status, stated, code, type, mediaType: headers.get('content-type'), repeats };
}

function problem(status: number, code: string): Readonly<Record<string, unknown>> {
  const mediaType = 'application/problem+json; charset=utf-8';
  return { status, stated: status, code, type: `/problems/${code}`, mediaType, repeats: false };
}

interface BadMessage {
  readonly name: string;
  readonly feed: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
}

const secretPupil = pupil(7).replace('Rowan', SECRET);
const notice = policeNotice('bad-1', SECRET);

const MESSAGES: readonly BadMessage[] = [
  { name: 'empty', feed: 'police-demo', body: '', headers: XML, status: 400, code: 'body.empty' },
  { name: 'XML cut off', feed: 'police-demo', body: notice.slice(0, -20), headers: XML, status: 400, code: 'xml.malformed' },
  {
    name: 'XML with a wrong end tag',
    feed: 'police-demo',
    body: notice.replace('</Child>', '</Kid>'),
    headers: XML,
    status: 400,
    code: 'xml.malformed',
  },
  {
    name: 'a transfer file cut off',
    feed: 'education-demo',
    body: `${CTF_HEAD}${secretPupil}<Pupil><UPN>`,
    headers: XML,
    status: 400,
    code: 'xml.malformed',
  },
  {
    name: 'XML with a DOCTYPE',
    feed: 'police-demo',
    body: notice.replace('<Notice', '<!DOCTYPE Notice>\n<Notice'),
    headers: XML,
    status: 400,
    code: 'xml.doctype',
  },
  { name: 'an entity bomb', feed: 'education-demo', body: bomb(), headers: XML, status: 400, code: 'xml.doctype' },
  {
    name: 'XML nested 10,000 deep',
    feed: 'police-demo',
    body: `<Notice xmlns="urn:mash-gateway:police-notice:1" profile="1.0">${'<a>'.repeat(10_000)}${SECRET}${'</a>'.repeat(10_000)}</Notice>`,
    headers: XML,
    status: 400,
    code: 'limit.depth',
  },
  {
    name: 'XML of another kind',
    feed: 'police-demo',
    body: `<Other>${SECRET}</Other>`,
    headers: XML,
    status: 422,
    code: 'format.unexpected-root',
  },
  {
    name: 'bytes that are not in the declared charset',
    feed: 'police-demo',
    body: Buffer.from(notice.replace(SECRET, `${SECRET}\u00e9`), 'latin1'),
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    status: 400,
    code: 'body.encoding',
  },
  {
    name: 'a charset nobody knows',
    feed: 'police-demo',
    body: notice,
    headers: { 'content-type': 'application/xml; charset=klingon' },
    status: 400,
    code: 'body.encoding',
  },
  {
    name: 'a media type of another standard',
    feed: 'police-demo',
    body: notice,
    headers: { 'content-type': 'application/pdf' },
    status: 415,
    code: 'body.media-type',
  },
  {
    name: 'a Content-Type that is none',
    feed: 'police-demo',
    body: notice,
    headers: { 'content-type': 'nonsense' },
    status: 415,
    code: 'body.media-type',
  },
  {
    name: 'gzip cut off',
    feed: 'police-demo',
    body: gzipSync(notice).subarray(0, -12),
    headers: { ...XML, 'content-encoding': 'gzip' },
    status: 400,
    code: 'body.truncated',
  },
  {
    name: 'gzip that is none',
    feed: 'police-demo',
    body: notice,
    headers: { ...XML, 'content-encoding': 'gzip' },
    status: 400,
    code: 'body.unreadable',
  },
  {
    name: 'a gzip bomb',
    feed: 'police-demo',
    body: gzipSync(Buffer.alloc(300 * 1024 * 1024)),
    headers: { ...XML, 'content-encoding': 'gzip' },
    status: 413,
    code: 'body.too-large',
  },
  {
    name: 'an encoding that is not taken',
    feed: 'police-demo',
    body: notice,
    headers: { ...XML, 'content-encoding': 'br' },
    status: 415,
    code: 'request.content-encoding',
  },
  {
    name: 'a body above the limit of the feed',
    feed: 'education-demo',
    body: `${CTF_HEAD}${secretPupil.repeat(1 + LIMIT / secretPupil.length)}${CTF_FOOT}`,
    headers: XML,
    status: 413,
    code: 'body.too-large',
  },
  { name: 'a feed that does not exist', feed: 'nobody-here', body: notice, headers: XML, status: 404, code: 'feed.unknown' },
  {
    name: 'an Idempotency-Key that is none',
    feed: 'police-demo',
    body: notice,
    headers: { ...XML, 'idempotency-key': `"${'k'.repeat(200)}"` },
    status: 400,
    code: 'idempotency.key',
  },
  {
    name: 'a notice without a child',
    feed: 'police-demo',
    body: notice.replace(/<Children>.*<\/Children>/s, '<Children/>'),
    headers: XML,
    status: 422,
    code: 'format.no-child',
  },
  {
    name: 'JSON cut off',
    feed: 'health-demo',
    body: `{"resourceType":"Patient","name":[{"family":"${SECRET}"`,
    headers: FHIR,
    status: 400,
    code: 'json.malformed',
  },
  {
    name: 'JSON with a duplicate key',
    feed: 'health-demo',
    body: `{"resourceType":"Patient","gender":"female","gender":"male","id":"${SECRET}"}`,
    headers: FHIR,
    status: 400,
    code: 'json.duplicate-key',
  },
  {
    name: 'JSON with __proto__',
    feed: 'health-demo',
    body: `{"resourceType":"Patient","__proto__":{"admin":"${SECRET}"}}`,
    headers: FHIR,
    status: 400,
    code: 'json.forbidden-key',
  },
  {
    name: 'JSON nested 10,000 deep',
    feed: 'health-demo',
    body: `${'['.repeat(10_000)}"${SECRET}"${']'.repeat(10_000)}`,
    headers: FHIR,
    status: 400,
    code: 'limit.depth',
  },
  {
    name: 'JSON of another kind',
    feed: 'health-demo',
    body: `{"hello":"${SECRET}"}`,
    headers: FHIR,
    status: 422,
    code: 'format.unexpected-root',
  },
];

test.each(MESSAGES)('$name is refused with $status $code, and the next message is taken', async ({ feed, body, headers, status, code }) => {
  expect(seen(await submit(url, feed, body, headers))).toEqual(problem(status, code));

  await nextWorks();
});

test('a body far above the limit is answered, not cut off', async () => {
  const chunk = Buffer.alloc(256 * 1024, 'x');
  let left = 96;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      left -= 1;
      if (left < 0) controller.close();
      else controller.enqueue(chunk);
    },
  });

  expect(seen(await submit(url, 'police-demo', body, XML))).toEqual(problem(413, 'body.too-large'));
  await nextWorks();
});

test('every refusal says where', async () => {
  const answer = await submit(url, 'police-demo', notice.replace('</Child>', '</Kid>'), XML);

  const { issues } = answer.json as { issues: { location: string }[] };
  expect(issues[0]?.location).toMatch(/\S/);
});

test('a transaction with one bad entry is refused whole, a batch takes the good ones and says which is bad', async () => {
  const transaction = await submit(url, 'health-demo', withAnEmptyEntry('transaction'), FHIR);
  const batch = await submit(url, 'health-demo', withAnEmptyEntry('batch'), FHIR);

  expect(seen(transaction)).toEqual(problem(422, 'format.missing'));
  expect(batch.status).toBe(202);
  expect(batch.json).toMatchObject({
    summary: { accepted: 2, refused: 1 },
    records: [{ outcome: 'refused', issues: [{ code: 'format.missing' }] }, {}, {}],
  });
});

test('the FHIR base answers them as FHIR: one OperationOutcome, or each entry with its own status', async () => {
  const transaction = await ask(`${url}/fhir/health-demo`, withAnEmptyEntry('transaction'), FHIR);
  const batch = await ask(`${url}/fhir/health-demo`, withAnEmptyEntry('batch').replaceAll('Rowan', 'Robin'), FHIR);

  expect([transaction.status, batch.status]).toEqual([422, 200]);
  expect(transaction.json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ expression: ['Bundle.entry[0].resource'] }] });
  expect(batch.json).toMatchObject({
    type: 'batch-response',
    entry: [
      { response: { status: '422 Unprocessable Entity' } },
      { response: { status: '202 Accepted' } },
      { response: { status: '202 Accepted' } },
    ],
  });
});

test('FHIR refusals are OperationOutcomes with issue type, catalogue code and place, and no value', async () => {
  const answer = await ask(`${url}/fhir/health-demo`, patients('batch', 1).replace('"female"', `["${SECRET}"]`).slice(0, -1), FHIR);

  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(answer.json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'structure' }] });
  expect(answer.text).not.toContain('Zebedee');
});

test('a collection sent to the FHIR base, and a batch sent as a message, are refused by name', async () => {
  const collection = await ask(`${url}/fhir/health-demo`, patients('collection', 1), FHIR);
  const message = await ask(`${url}/fhir/health-demo/$process-message`, patients('batch', 1), FHIR);

  for (const answer of [collection, message]) {
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ issue: [{ expression: ['Bundle.type'] }] });
  }
});

test('a path that is not one, and a header that is too large, get their problem too', async () => {
  expect(seen(await ask(`${url}/v1/feeds/%ZZ/submissions`, 'x'))).toEqual(problem(400, 'request.malformed'));
  expect(seen(await ask(`${url}/v1/submissions/not-a-submission`))).toEqual(problem(404, 'submission.unknown'));
  expect(seen(await ask(`${url}/v1/submissions/0193a5b2-c7d8-7000-a1b2-000000000000?from=zero`))).toEqual(
    problem(400, 'request.parameter'),
  );
  expect(seen(await ask(`${url}/health/live`, undefined, { 'x-long': 'x'.repeat(20_000) }))).toEqual(
    problem(431, 'request.headers-too-large'),
  );
});

describe('under load', () => {
  test('one poisoned submission among 200 at once fails alone', async () => {
    const bodies = Array.from({ length: 200 }, (_, index) => (index === 77 ? notice.slice(0, -20) : policeNotice(`load-${String(index)}`)));

    const answers = await Promise.all(bodies.map((body) => submit(url, 'police-demo', body, XML)));

    expect(answers.flatMap(({ status }, index) => (status === 202 ? [] : [index]))).toEqual([77]);
  }, 60_000);

  test('memory stays flat over hundreds of bad messages', async () => {
    const round = async (): Promise<void> => {
      for (const { feed, body, headers } of MESSAGES) if (body.length < 1_000_000) await submit(url, feed, body, headers);
    };
    for (let warm = 0; warm < 3; warm += 1) await round();
    globalThis.gc?.();
    const before = process.memoryUsage().rss;

    for (let again = 0; again < 6; again += 1) await round();
    globalThis.gc?.();

    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
  }, 60_000);
});

test('what a sender would rather not have refused still is taken: gzip, several pupils, a message', async () => {
  const file = await submit(url, 'education-demo', gzipSync(transferFile(3)), { ...XML, 'content-encoding': 'gzip' });
  const message = await ask(`${url}/fhir/health-demo/$process-message`, fhirMessage('bad-input-good'), FHIR);

  expect(file.json).toMatchObject({ status: 'complete', summary: { accepted: 3 } });
  expect(message.json).toMatchObject({ resourceType: 'Bundle', type: 'message' });
});

/** Three entries, the first of which holds nothing. */
function withAnEmptyEntry(type: 'batch' | 'transaction'): string {
  const bundle = JSON.parse(patients(type, 3)) as { entry: { resource: unknown }[] };
  const entry = bundle.entry.map((one, index) => (index === 0 ? { ...one, resource: null } : one));
  return JSON.stringify({ ...bundle, entry });
}

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${String(level + 1)} "${`&l${String(level)};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY l0 "${SECRET}">${levels.join('')}]><CTfile>&l9;</CTfile>`;
}
