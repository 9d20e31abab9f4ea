import { catalogueEntry, PROBLEM_CODES, PROBLEM_MEDIA_TYPE } from '../intake/problems.js';
import type { JsonSchema } from '../schema/json-schema.js';

const UUID_EXAMPLE = '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718';
const opaque: JsonSchema = { type: 'string', minLength: 8, maxLength: 100, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{7,99}$' };

/** Parameters, each with the limits that a client or a fuzzer needs to know. */
export const PARAMETERS = {
  feedId: path('feedId', 'Id of the feed.', {
    type: 'string',
    minLength: 2,
    maxLength: 40,
    pattern: '^[a-z][a-z0-9-]{1,39}$',
    examples: ['police-demo'],
  }),
  submissionId: path('submissionId', 'Id of a submission of this client.', { ...opaque, examples: [UUID_EXAMPLE] }),
  recordId: path('recordId', 'Id of a record of this client.', { ...opaque, examples: ['r-8f14e45fceea167a'] }),
  schemaFile: path('schemaFile', 'File name of a published schema.', {
    type: 'string',
    minLength: 1,
    maxLength: 60,
    pattern: '^[a-z][a-z-]*\\.schema\\.json$',
    examples: ['child-record.schema.json'],
  }),
  problemCode: path('problemCode', 'Code of the catalogue.', { type: 'string', enum: [...PROBLEM_CODES] }),
  deadLetterId: path('deadLetterId', 'Id of a dead letter.', {
    type: 'integer',
    minimum: 1,
    maximum: 999_999_999_999_999,
    examples: [42],
  }),
  replayId: path('replayId', 'Id of a replay.', { ...opaque, examples: [UUID_EXAMPLE] }),
  from: {
    name: 'from',
    in: 'query',
    description: 'First position of the page, as `next` of the page before gives it.',
    schema: { type: 'integer', minimum: 1, maximum: 100_000_000, default: 1 },
  },
  idempotencyKey: header(
    'Idempotency-Key',
    'Makes a repeat of the request safe: the same key and bytes give the same receipt, the same key and other bytes are refused.',
    { type: 'string', minLength: 1, maxLength: 258, pattern: '^[\\x21-\\x7E]+$', examples: ['"0193a5b2-c7d8-7000"'] },
  ),
  prefer: header(
    'Prefer',
    '`wait=<seconds>` (RFC 7240), at most 30: to be answered once Kafka has acknowledged every record, or when the time is over. ' +
      'Anything else, and `respond-async`, is answered as soon as the message is durable.',
    { type: 'string', maxLength: 1000, examples: ['wait=10'] },
  ),
  contentEncoding: header('Content-Encoding', 'Compression of the body.', { type: 'string', enum: ['identity', 'gzip'] }),
} as const;

/** Reference to a parameter of the document. */
export function parameter(name: keyof typeof PARAMETERS): JsonSchema {
  return { $ref: `#/components/parameters/${name}` };
}

/** All problem responses, by component name; each lists the codes of the catalogue that have its status. */
export function problemResponses(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(problemStatuses().map((status) => [`Problem${String(status)}`, problemResponse(status)]));
}

/** References to problem responses, by status, for one operation. */
export function refusals(...statuses: readonly number[]): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${String(status)}` }]));
}

/** Refusals of a FHIR operation: an OperationOutcome with the same catalogue code and location. */
export function fhirRefusals(...statuses: readonly number[]): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { description: meaning(status), headers: headersOf(status), content: fhirContent('OperationOutcome') },
    ]),
  );
}

/** A FHIR resource as content of an answer or request. */
export function fhirContent(resourceType: string): JsonSchema {
  const schema = { type: 'object', required: ['resourceType'], properties: { resourceType: { const: resourceType } } };
  return { 'application/fhir+json': { schema } };
}

/** What answers a message that is refused: a message where the request was one, else an OperationOutcome. */
export function fhirMessageRefusals(...statuses: readonly number[]): Readonly<Record<string, JsonSchema>> {
  const schema = { type: 'object', required: ['resourceType'], properties: { resourceType: { enum: ['Bundle', 'OperationOutcome'] } } };
  const content = { 'application/fhir+json': { schema } };
  return Object.fromEntries(
    statuses.map((status) => [String(status), { description: meaning(status), headers: headersOf(status), content }]),
  );
}

/** Content in JSON under a component schema. */
export function jsonContent(component: string): JsonSchema {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } };
}

/** Every status that a code of the catalogue has, ascending. */
export function problemStatuses(): readonly number[] {
  return [...new Set(PROBLEM_CODES.map((code) => catalogueEntry(code).status))].sort((a, b) => a - b);
}

function problemResponse(status: number): JsonSchema {
  return {
    description: meaning(status),
    headers: headersOf(status),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function meaning(status: number): string {
  const codes = PROBLEM_CODES.filter((code) => catalogueEntry(code).status === status);
  return codes.map((code) => `\`${code}\`: ${catalogueEntry(code).title}.`).join('\n');
}

function headersOf(status: number): JsonSchema {
  if (status === 401)
    return { 'WWW-Authenticate': { description: 'How to authenticate (RFC 6750).', schema: { type: 'string', maxLength: 500 } } };
  if (status === 405) return { Allow: { description: 'Methods that are taken.', schema: { type: 'string', maxLength: 100 } } };
  if (status === 409 || status === 429 || status === 503)
    return {
      'Retry-After': { description: 'Seconds to wait, where waiting helps.', schema: { type: 'integer', minimum: 0, maximum: 86_400 } },
    };
  return {};
}

function path(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'path', required: true, description, schema };
}

function header(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'header', description, schema };
}
