/* eslint jest/expect-expect: ["error", { "assertFunctionNames": ["expect", "expectDescribed"] }] */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { asyncApiDocument, GUARD_KEYWORDS, PROBLEM_CODES, schemas, type JsonSchema } from '@mash-gateway/contracts';
import { ask, submit, type Answer } from '../support/ask.js';
import { fhirMessage, policeNotice } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

/** Every answer of a running gateway is one that its own OpenAPI document describes: status, media type and body. */
interface Operation {
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, unknown>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;
  readonly components: { readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, unknown>> }>> };
}

const XML = { 'content-type': 'application/xml' };
const FHIR = { 'content-type': 'application/fhir+json' };
const NOBODY = '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718';
const ajv = new Ajv2020({ strict: false, validateFormats: false, keywords: [...GUARD_KEYWORDS] });

let running: RunningGateway;
let url: string;
let document: Document;
const seen = new Set<string>();

beforeAll(async () => {
  running = await runGateway();
  url = running.gateway.url;
  document = (await ask(`${url}/openapi.json`)).json as Document;
  ajv.addSchema(document, 'urn:test:openapi');
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

test('a submission, its receipt and the status of its record', async () => {
  const answer = await submit(url, 'police-demo', policeNotice('openapi-1'), XML);
  const { submissionId, records } = answer.json as {
    readonly submissionId: string;
    readonly records: readonly { readonly recordId: string }[];
  };

  expectDescribed('post', '/v1/feeds/{feedId}/submissions', answer, 202);
  expectDescribed('get', '/v1/submissions/{submissionId}', await ask(`${url}/v1/submissions/${submissionId}`), 200);
  expectDescribed('get', '/v1/records/{recordId}/status', await ask(`${url}/v1/records/${String(records[0]?.recordId)}/status`), 200);
}, 60_000);

test('a FHIR message, a FHIR batch and what the feed takes', async () => {
  const batch = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry: [] });

  expectDescribed(
    'post',
    '/fhir/{feedId}/$process-message',
    await ask(`${url}/fhir/health-demo/$process-message`, fhirMessage('openapi-1'), FHIR),
    200,
  );
  expectDescribed('post', '/fhir/{feedId}', await ask(`${url}/fhir/health-demo`, batch, FHIR));
  expectDescribed('get', '/fhir/{feedId}/metadata', await ask(`${url}/fhir/health-demo/metadata`), 200);
}, 60_000);

test('dead letters and replays', async () => {
  await sentShoe();
  const listed = await ask(`${url}/v1/dead-letters`);
  const id = String((listed.json as { readonly deadLetters: readonly { readonly deadLetterId: number }[] }).deadLetters[0]?.deadLetterId);
  const replay = await ask(`${url}/v1/replays`, `{"ids":[${id}]}`, { 'content-type': 'application/json' });

  expectDescribed('get', '/v1/dead-letters', listed, 200);
  expectDescribed('get', '/v1/dead-letters', await ask(`${url}/v1/dead-letters?limit=many`), 400);
  expectDescribed('get', '/v1/dead-letters/{deadLetterId}', await ask(`${url}/v1/dead-letters/${id}`), 200);
  expectDescribed('get', '/v1/dead-letters/{deadLetterId}', await ask(`${url}/v1/dead-letters/999999`), 404);
  expectDescribed('get', '/v1/dead-letters/{deadLetterId}/body', await ask(`${url}/v1/dead-letters/999999/body`), 404);
  expectDescribed('post', '/v1/replays', replay, 202);
  expectDescribed('post', '/v1/replays', await ask(`${url}/v1/replays`, '{', { 'content-type': 'application/json' }), 400);
  expectDescribed('get', '/v1/replays/{replayId}', await ask(url + String(replay.headers.get('location'))), 200);
  expectDescribed('get', '/v1/replays/{replayId}', await ask(`${url}/v1/replays/${NOBODY}`), 404);
  expectDescribed(
    'post',
    '/v1/dead-letters/{deadLetterId}/corrections',
    await ask(`${url}/v1/dead-letters/${id}/corrections?reason=CHG-1`, '{"resourceType":"Shoe"}', FHIR),
    202,
  );
}, 60_000);

const sentShoe = (): Promise<Answer> => submit(url, 'health-demo', '{"resourceType":"Shoe"}', FHIR);

test('documents, health, figures and pages', async () => {
  expect((await ask(`${url}/asyncapi.json`)).json).toEqual(asyncApiDocument());
  for (const path of ['/openapi.json', '/asyncapi.json', '/health/live', '/health/ready', '/metrics', '/console'])
    expectDescribed('get', path, await ask(url + path), 200);
  for (const file of Object.keys(schemas())) expectDescribed('get', '/schemas/{schemaFile}', await ask(`${url}/schemas/${file}`), 200);
  for (const code of PROBLEM_CODES) expectDescribed('get', '/problems/{problemCode}', await ask(`${url}/problems/${code}`), 200);
}, 60_000);

describe('refusals', () => {
  const submissions = '/v1/feeds/{feedId}/submissions';
  const sent = async (feed: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer> =>
    submit(url, feed, body, headers);

  test('of bodies', async () => {
    expectDescribed('post', submissions, await sent('health-demo', '{"resourceType":', FHIR), 400);
    expectDescribed('post', submissions, await sent('health-demo', '{}', { 'content-type': 'text/csv' }), 415);
    expectDescribed('post', submissions, await sent('health-demo', '{"resourceType":"Shoe"}', FHIR), 422);
    expectDescribed('post', submissions, await sent('police-demo', '<!DOCTYPE a><a/>', XML), 400);
    expectDescribed('post', submissions, await sent('police-demo', 'x', { ...XML, 'content-encoding': 'br' }), 415);
    expectDescribed('post', '/fhir/{feedId}', await ask(`${url}/fhir/health-demo`, '{', FHIR), 400);
    expectDescribed('post', '/fhir/{feedId}/$process-message', await ask(`${url}/fhir/health-demo/$process-message`, '{', FHIR), 400);
  }, 60_000);

  test('of keys used twice', async () => {
    const key = { ...XML, 'idempotency-key': '"openapi-key"' };
    expectDescribed('post', submissions, await sent('police-demo', policeNotice('openapi-2'), key), 202);
    expectDescribed('post', submissions, await sent('police-demo', policeNotice('openapi-3'), key), 422);
    expectDescribed('post', submissions, await sent('police-demo', policeNotice('openapi-4'), { ...XML, 'idempotency-key': 'a b' }), 400);
  }, 60_000);

  test('of what is not there', async () => {
    expectDescribed('post', submissions, await sent('no-such-feed', '{}', FHIR), 404);
    expectDescribed('get', '/v1/submissions/{submissionId}', await ask(`${url}/v1/submissions/${NOBODY}`), 404);
    expectDescribed('get', '/v1/submissions/{submissionId}', await ask(`${url}/v1/submissions/${NOBODY}?from=x`), 400);
    expectDescribed('get', '/v1/records/{recordId}/status', await ask(`${url}/v1/records/r-nobody1/status`), 404);
    expectDescribed('get', '/fhir/{feedId}/metadata', await ask(`${url}/fhir/police-demo/metadata`), 404);
    expectDescribed('get', '/schemas/{schemaFile}', await ask(`${url}/schemas/none.schema.json`), 404);
    expectDescribed('get', '/problems/{problemCode}', await ask(`${url}/problems/none.none`), 404);
  }, 60_000);
});

test('the examples that npm start names are described too, and every operation was asked', async () => {
  expectDescribed(
    'post',
    '/v1/feeds/{feedId}/submissions',
    await submit(url, 'health-demo', await readFile('examples/health.json'), FHIR),
    202,
  );

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).filter((method) => item[method] !== undefined).map((method) => `${method} ${path}`),
  );
  expect(operations.filter((operation) => !seen.has(operation))).toEqual([]);
}, 60_000);

function expectDescribed(method: 'get' | 'post', path: string, answer: Answer, status?: number): void {
  seen.add(`${method} ${path}`);
  if (status !== undefined)
    expect({ path, status: answer.status, text: answer.status === status ? '' : answer.text }).toEqual({ path, status, text: '' });
  const response = document.paths[path]?.[method]?.responses[String(answer.status)];
  const mediaType = String(answer.headers.get('content-type')).split(';')[0] ?? '';
  const content =
    response?.$ref === undefined
      ? response?.content
      : document.components.responses[response.$ref.replace('#/components/responses/', '')]?.content;
  const schema = (content?.[mediaType] as { readonly schema?: JsonSchema } | undefined)?.schema;
  expect({ path, status: answer.status, mediaType, described: schema !== undefined }).toEqual({
    path,
    status: answer.status,
    mediaType,
    described: true,
  });
  if (!mediaType.endsWith('json')) return;
  const reference = JSON.stringify(schema ?? {}).replaceAll('"#/components/', '"urn:test:openapi#/components/');
  const valid = ajv.validate(JSON.parse(reference) as JsonSchema, answer.json);
  expect({ path, valid, errors: ajv.errors }).toEqual({ path, valid: true, errors: null });
}
