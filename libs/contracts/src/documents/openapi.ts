import { DeadLetterList, Replay } from '../delivery/dead-letter.js';
import { Problem } from '../intake/problems.js';
import { Receipt, RecordStatus } from '../intake/receipt.js';
import { SCHEMA_VERSION } from '../record/child-record.js';
import { componentSchemas, type JsonSchema } from '../schema/json-schema.js';
import { operatorPaths } from './openapi-operator.js';
import { PREFERENCE_APPLIED, RECEIPT_HEADERS } from './openapi-headers.js';
import {
  fhirContent,
  fhirMessageRefusals,
  fhirRefusals,
  jsonContent,
  parameter,
  PARAMETERS,
  problemResponses,
  refusals,
} from './openapi-parts.js';

/** The OpenAPI 3.1 document of everything the gateway serves to other systems. */
export function openApiDocument(): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'MASH Gateway',
      version: SCHEMA_VERSION,
      summary: 'Takes what agencies send about children, and says at once what was missing.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The gateway that serves this document.' }],
    security: [{ bearer: [] }],
    tags: [
      { name: 'intake', description: 'Sending, and asking what became of it.' },
      { name: 'fhir', description: 'Sending by FHIR R4.' },
      { name: 'description', description: 'Documents that describe the gateway.' },
      { name: 'operation', description: 'Health and figures.' },
    ],
    paths: { ...intakePaths(), ...fhirPaths(), ...operatorPaths(), ...descriptionPaths(), ...operationPaths() },
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'OAuth 2.0 access token of the client. A demonstration gateway on loopback also takes requests without one.',
        },
      },
      parameters: PARAMETERS,
      responses: problemResponses(),
      schemas: componentSchemas([Receipt, RecordStatus, Problem, DeadLetterList, Replay]),
    },
  };
}

function intakePaths(): JsonSchema {
  return {
    '/v1/feeds/{feedId}/submissions': {
      parameters: [parameter('feedId')],
      post: {
        operationId: 'submit',
        tags: ['intake'],
        summary: 'Send a message as the agency has it.',
        description:
          'Answered once the message is durable. Nothing is acknowledged before. With `Prefer: wait`, answered once Kafka has acknowledged it too.',
        parameters: [parameter('idempotencyKey'), parameter('contentEncoding'), parameter('prefer')],
        requestBody: {
          required: true,
          description: 'The body in the standard and media type of the feed.',
          content: { '*/*': { schema: { description: 'Any message of the standard of the feed.' } } },
        },
        responses: {
          '200': {
            description: 'With `Prefer: wait`: Kafka has acknowledged every record; the receipt as it stands now.',
            headers: { ...RECEIPT_HEADERS, 'Preference-Applied': PREFERENCE_APPLIED },
            content: jsonContent('Receipt'),
          },
          '202': {
            description: 'Durable; the receipt as it stands now. The same message again gets the receipt of the first.',
            headers: RECEIPT_HEADERS,
            content: jsonContent('Receipt'),
          },
          ...refusals(400, 401, 403, 404, 406, 408, 409, 411, 413, 415, 422, 429, 431, 500, 503),
        },
      },
    },
    '/v1/submissions/{submissionId}': {
      parameters: [parameter('submissionId')],
      get: {
        operationId: 'receipt',
        tags: ['intake'],
        summary: 'The receipt as it stands now, a page of at most 1,000 positions.',
        parameters: [parameter('from')],
        responses: {
          '200': { description: 'The receipt.', content: jsonContent('Receipt') },
          ...refusals(400, 401, 403, 404, 405, 429, 500, 503),
        },
      },
    },
    '/v1/records/{recordId}/status': {
      parameters: [parameter('recordId')],
      get: {
        operationId: 'recordStatus',
        tags: ['intake'],
        summary: 'Where one record stands.',
        responses: {
          '200': { description: 'The status.', content: jsonContent('RecordStatus') },
          ...refusals(400, 401, 403, 404, 405, 429, 500, 503),
        },
      },
    },
  };
}

function fhirPaths(): JsonSchema {
  const statuses = [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503];
  const refused = fhirRefusals(...statuses);
  return {
    '/fhir/{feedId}': {
      parameters: [parameter('feedId')],
      post: {
        operationId: 'fhirBundle',
        tags: ['fhir'],
        summary: 'Send a batch or transaction Bundle (FHIR R4 section 3.1.0.11).',
        parameters: [parameter('prefer')],
        requestBody: { required: true, content: { ...fhirContent('Bundle'), 'application/fhir+xml': { schema: {} } } },
        responses: {
          '200': {
            description: 'The outcome of each entry.',
            headers: { 'Preference-Applied': PREFERENCE_APPLIED },
            content: fhirContent('Bundle'),
          },
          '202': {
            description: 'Durable, still being mapped; the receipt is at Content-Location (FHIR R4 section 3.1.6).',
            headers: { 'Content-Location': { description: 'Address of the receipt.', schema: { type: 'string', maxLength: 200 } } },
            content: fhirContent('OperationOutcome'),
          },
          ...refused,
        },
      },
    },
    '/fhir/{feedId}/$process-message': {
      parameters: [parameter('feedId')],
      post: {
        operationId: 'fhirMessage',
        tags: ['fhir'],
        summary: 'Send a message Bundle (FHIR R4 section 2.4).',
        parameters: [parameter('prefer')],
        requestBody: { required: true, content: { ...fhirContent('Bundle'), 'application/fhir+xml': { schema: {} } } },
        responses: {
          '200': {
            description: 'The answering message.',
            headers: { 'Preference-Applied': PREFERENCE_APPLIED },
            content: fhirContent('Bundle'),
          },
          ...fhirMessageRefusals(...statuses),
        },
      },
    },
    '/fhir/{feedId}/metadata': {
      parameters: [parameter('feedId')],
      get: {
        operationId: 'fhirCapabilities',
        tags: ['fhir'],
        summary: 'What this feed takes.',
        responses: {
          '200': { description: 'The statement.', content: fhirContent('CapabilityStatement') },
          ...fhirRefusals(401, 403, 404, 500),
        },
      },
    },
  };
}

function descriptionPaths(): JsonSchema {
  const object = { 'application/json': { schema: { type: 'object' } } };
  const open = (operationId: string, summary: string, content: JsonSchema): JsonSchema => ({
    operationId,
    tags: ['description'],
    summary,
    security: [],
    responses: { '200': { description: summary, content }, ...refusals(404, 405, 500) },
  });
  return {
    '/openapi.json': { get: open('openApi', 'This document.', object) },
    '/asyncapi.json': { get: open('asyncApi', 'The topics and what they carry (AsyncAPI 3).', object) },
    '/schemas/{schemaFile}': {
      parameters: [parameter('schemaFile')],
      get: open('schema', 'A published JSON Schema (2020-12).', { 'application/schema+json': { schema: { type: 'object' } } }),
    },
    '/problems/{problemCode}': {
      parameters: [parameter('problemCode')],
      get: open('problemCatalogue', 'What a problem means and what to do.', jsonContent('Problem')),
    },
  };
}

function operationPaths(): JsonSchema {
  const operation = (operationId: string, summary: string, responses: JsonSchema): JsonSchema => ({
    operationId,
    tags: ['operation'],
    summary,
    responses,
  });
  const page = { 'text/html': { schema: { type: 'string' } } };
  return {
    '/health/live': {
      get: {
        ...operation('live', 'The process runs.', {
          '200': { description: 'It runs.', content: healthContent(['live'], false) },
          ...refusals(500),
        }),
        security: [],
      },
    },
    '/health/ready': {
      get: {
        ...operation('ready', 'Whether the gateway can take messages and pass them on, and why not.', {
          '200': { description: 'Ready.', content: healthContent(['ready'], true) },
          '503': { description: 'Not ready; the reasons are named.', content: healthContent(['not-ready'], true) },
          ...refusals(500),
        }),
        security: [],
      },
    },
    '/metrics': {
      get: operation('metrics', 'Figures for Prometheus.', {
        '200': { description: 'Figures.', content: { 'text/plain': { schema: { type: 'string' } } } },
        ...refusals(401, 403, 500),
      }),
    },
    '/console': {
      get: operation('console', 'Pages for people.', { '200': { description: 'A page.', content: page }, ...refusals(401, 403, 500) }),
    },
  };
}

function healthContent(statuses: readonly string[], withReasons: boolean): JsonSchema {
  const reason = {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string', maxLength: 100 }, message: { type: 'string', maxLength: 1000 } },
  };
  const list = { type: 'array', maxItems: 1000, items: reason };
  const schema = {
    type: 'object',
    required: withReasons ? ['status', 'reasons', 'alarms'] : ['status'],
    properties: { status: { type: 'string', enum: statuses }, ...(withReasons ? { reasons: list, alarms: list } : {}) },
  };
  return { 'application/json': { schema } };
}
