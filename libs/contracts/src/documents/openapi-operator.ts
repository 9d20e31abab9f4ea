import { DEAD_LETTER_STAGES, DEAD_LETTER_STATES } from '../delivery/dead-letter.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { jsonContent, parameter, refusals } from './openapi-parts.js';

const whole: JsonSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const feed: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' };
const code: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9.-]{1,59}$' };
const stage: JsonSchema = { type: 'string', enum: [...DEAD_LETTER_STAGES] };
const moment: JsonSchema = { type: 'string', format: 'date-time', maxLength: 40 };
const reason: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z][A-Za-z0-9._:/#-]{0,79}$',
  description: 'A reference, such as the number of a change; never words about a child.',
};

/** What people who run a gateway may ask it for; each operation names the scope that it needs. */
export function operatorPaths(): JsonSchema {
  return { ...deadLetterPaths(), ...replayPaths() };
}

function deadLetterPaths(): JsonSchema {
  return {
    '/v1/dead-letters': {
      get: {
        ...operation('deadLetters', 'Dead letters by ids and codes, oldest first.', 'operate'),
        parameters: [
          query('feed', 'Only of this feed.', feed),
          query('code', 'Only with this code.', code),
          query('stage', 'Only of this stage.', stage),
          query('state', 'Only in this state.', { type: 'string', enum: [...DEAD_LETTER_STATES, 'any'], default: 'open' }),
          query('since', 'Only written at this moment or later.', moment),
          query('until', 'Only written before this moment.', moment),
          query('after', 'Only after this id: `next` of the page before.', whole),
          query('limit', 'At most so many.', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
        ],
        responses: {
          '200': { description: 'A page of dead letters.', content: jsonContent('DeadLetterList') },
          ...refusals(400, 401, 403, 500, 503),
        },
      },
    },
    '/v1/dead-letters/{deadLetterId}': {
      parameters: [parameter('deadLetterId')],
      get: {
        ...operation('deadLetter', 'One dead letter, by ids and codes.', 'operate'),
        responses: {
          '200': { description: 'The dead letter.', content: jsonContent('DeadLetter') },
          ...refusals(401, 403, 404, 500, 503),
        },
      },
    },
    '/v1/dead-letters/{deadLetterId}/body': {
      parameters: [parameter('deadLetterId')],
      get: {
        ...operation(
          'deadLetterBody',
          'What a dead letter holds: personal data; that it was opened is in the audit chain first.',
          'read-bodies',
        ),
        responses: {
          '200': {
            description: 'The bytes as they were received, or the record that could not be published.',
            content: { 'application/octet-stream': { schema: {} }, 'application/json': { schema: { type: 'object' } } },
          },
          ...refusals(401, 403, 404, 410, 500, 503),
        },
      },
    },
    '/v1/dead-letters/{deadLetterId}/corrections': {
      parameters: [parameter('deadLetterId')],
      post: {
        ...operation('correctDeadLetter', 'Send a corrected body in place of one that was refused whole.', 'operate'),
        description: 'The body becomes a new submission of the same sender and feed, which names the dead letter that it resolves.',
        parameters: [query('reason', 'Why, for the audit chain.', reason)],
        requestBody: {
          required: true,
          description: 'The corrected body, at most 32 MiB, in its own media type.',
          content: { '*/*': { schema: { description: 'Any message of the standard of the feed.' } } },
        },
        responses: { '202': asked(), ...refusals(400, 401, 403, 404, 409, 413, 500, 503) },
      },
    },
  };
}

function replayPaths(): JsonSchema {
  return {
    '/v1/replays': {
      post: {
        ...operation('replay', 'Replay dead letters: one, several, or all that fit.', 'operate'),
        description: 'Durable when it is answered; worked on in the background, and taken up again after a restart.',
        requestBody: { required: true, content: { 'application/json': { schema: replayRequest() } } },
        responses: { '202': asked(), ...refusals(400, 401, 403, 409, 413, 500, 503) },
      },
    },
    '/v1/replays/{replayId}': {
      parameters: [parameter('replayId')],
      get: {
        ...operation('replayReceipt', 'The receipt of a replay as it stands now.', 'operate'),
        parameters: [parameter('from')],
        responses: { '200': { description: 'The receipt.', content: jsonContent('Replay') }, ...refusals(400, 401, 403, 404, 500, 503) },
      },
    },
  };
}

/** What a replay is asked for with; `ids`, `all` or one of the conditions must be there. */
function replayRequest(): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      ids: { type: 'array', minItems: 1, maxItems: 10_000, items: whole },
      all: { const: true },
      feed,
      code,
      stage,
      since: moment,
      until: moment,
      mapping: {
        type: 'string',
        enum: ['original', 'latest'],
        default: 'original',
        description: 'With the mapping version that ran, or with the one that is installed now.',
      },
      reason,
    },
  };
}

function asked(): JsonSchema {
  return {
    description: 'The replay is durable; its receipt as it stands now.',
    headers: { Location: { description: 'Where the receipt can be asked for.', schema: { type: 'string', maxLength: 200 } } },
    content: jsonContent('Replay'),
  };
}

function operation(operationId: string, summary: string, scope: 'operate' | 'read-bodies'): JsonSchema {
  return { operationId, tags: ['operation'], summary, security: [{ bearer: [] }], 'x-mash-scope': scope };
}

function query(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'query', description, schema };
}
