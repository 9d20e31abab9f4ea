import { codes } from '@mash-gateway/contracts';
import { ADAPTERS } from './adapters.js';
import { RETENTION_SCHEMA } from './retention.js';
import { transportSchema } from './transports/transport.js';

/** The shape of gateway.yaml as JSON Schema 2020-12; published as `apps/gateway/gateway.schema.json` for editors. */
export function configSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://mash-gateway.example/schemas/gateway.schema.json',
    title: 'gateway.yaml',
    description: 'Configuration of the MASH Gateway: feeds, recipients and the data-sharing agreements between them.',
    type: 'object',
    additionalProperties: false,
    required: ['feeds', 'recipients', 'agreements'],
    properties: {
      feeds: { type: 'array', minItems: 1, maxItems: 1000, items: FEED },
      recipients: { type: 'array', minItems: 1, maxItems: 1000, items: RECIPIENT },
      agreements: { type: 'array', minItems: 1, maxItems: 1000, items: AGREEMENT },
      adapters: { type: 'array', maxItems: 100, items: ADAPTER_MODULE },
      authentication: AUTHENTICATION,
      kafka: KAFKA,
      database: DATABASE,
      retention: RETENTION_SCHEMA,
      stopWithinSeconds: {
        type: 'integer',
        minimum: 1,
        maximum: 600,
        default: 10,
        description:
          'Seconds that a stop waits for Kafka to confirm what is unsent; keep it below what the platform allows before it kills.',
      },
    },
  };
}

const ID = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{1,39}$',
  not: { enum: ['gateway', 'inbound', 'decision'] },
  description: 'Lower-case letters, digits and hyphens, 2 to 40 characters, beginning with a letter; not gateway, inbound or decision.',
};
const DAY = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'A day, yyyy-mm-dd.' };
const HTTPS = { type: 'string', pattern: '^https://|^http://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/]', maxLength: 500 };

const ADAPTER_ID = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' };

const ADAPTER_MODULE = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'module'],
  description: 'An adapter of your own (mash-gateway new-adapter).',
  properties: {
    id: { ...ADAPTER_ID, description: 'Id of the adapter, as its module has it.' },
    module: text(1000, 'Package that exports the adapter, or a file that does: ./… from the folder of this configuration.'),
  },
};

const FEED = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'agency', 'adapter', 'agreement'],
  description: 'One configured way in.',
  properties: {
    id: ID,
    agency: { enum: [...codes.AGENCIES], description: 'Agency whose messages come in here.' },
    adapter: {
      ...ADAPTER_ID,
      examples: Object.keys(ADAPTERS),
      description: `Adapter that reads the messages: ${Object.keys(ADAPTERS).join(', ')}, or one of your own in adapters.`,
    },
    agreement: { ...ID, description: 'Id of the agreement under which the records are shared.' },
    limits: {
      type: 'object',
      additionalProperties: false,
      properties: {
        bytes: { type: 'integer', minimum: 1024, maximum: 2_147_483_648, description: 'Largest body in bytes, decompressed.' },
        records: { type: 'integer', minimum: 1, maximum: 10_000_000, description: 'Most records in one submission.' },
      },
    },
    transport: transportSchema(),
  },
};

const RECIPIENT = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name'],
  description: 'A MASH system or hub that consumes.',
  properties: { id: ID, name: text(200, 'Name for people.') },
};

const AGREEMENT = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'version', 'scope', 'recipients', 'from', 'to', 'controller', 'publicAuthority', 'regime', 'article6', 'purpose'],
  description: 'A data-sharing agreement as data.',
  properties: {
    id: ID,
    version: { type: 'string', pattern: '^[0-9A-Za-z][0-9A-Za-z.-]{0,29}$', description: 'Version; published with every record.' },
    scope: { enum: ['all'], description: 'Which records are shared: all that the feed sends.' },
    recipients: { type: 'array', minItems: 1, maxItems: 1000, uniqueItems: true, items: ID, description: 'Who may see the records.' },
    from: DAY,
    to: DAY,
    controller: text(200, 'Controller of the information.'),
    publicAuthority: { type: 'boolean', description: 'The controller is a public authority acting in its tasks.' },
    regime: { enum: [...codes.REGIMES], description: 'UK GDPR, or Part 3 of the Data Protection Act 2018.' },
    article6: { enum: [...codes.ARTICLE_6], description: 'UK GDPR Article 6(1) basis.' },
    article9: { type: 'string', pattern: '^[a-j]$', description: 'UK GDPR Article 9(2) condition.' },
    article10Condition: text(200, 'Condition for criminal-offence information.'),
    schedule1: text(100, 'Data Protection Act 2018 Schedule 1 condition.'),
    schedule8: text(100, 'Data Protection Act 2018 Schedule 8 condition.'),
    statutoryDuty: text(200, 'Statutory duty, by its code.'),
    apdRef: text(200, 'Reference of the Appropriate Policy Document.'),
    purpose: { enum: [...codes.PURPOSES], description: 'Purpose of the sharing.' },
    retentionClass: { enum: [...codes.RETENTION_CLASSES], description: 'How long the records are to be kept.' },
  },
};

const AUTHENTICATION = {
  type: 'object',
  additionalProperties: false,
  required: ['issuer', 'audience', 'jwksUri'],
  description: 'OAuth 2 access tokens (JWT); required when HOST is not loopback.',
  properties: { issuer: HTTPS, audience: text(500, 'Expected `aud`.'), jwksUri: HTTPS },
};

const SECRET_FILE = {
  type: 'object',
  additionalProperties: false,
  required: ['file'],
  properties: { file: text(1000, 'File that holds the secret.') },
};

const KAFKA = {
  type: 'object',
  additionalProperties: false,
  description: 'The cluster; the KAFKA_BROKERS setting takes precedence.',
  properties: {
    brokers: text(2000, 'host:port, comma-separated.'),
    clientId: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,100}$' },
    security: {
      type: 'object',
      description: 'librdkafka settings security.protocol, ssl.* and sasl.*; secrets as { file: … }.',
      propertyNames: { pattern: '^(security\\.protocol|ssl\\.[a-z.]+|sasl\\.[a-z.]+)$' },
      additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, SECRET_FILE] },
    },
  },
};

const DATABASE = {
  type: 'object',
  additionalProperties: false,
  required: ['urlFile'],
  properties: { urlFile: text(1000, 'File that holds the database URL; the DATABASE_URL setting takes precedence.') },
};

function text(maxLength: number, description: string): Readonly<Record<string, unknown>> {
  return { type: 'string', minLength: 1, maxLength, description };
}
