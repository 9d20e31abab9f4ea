import type { TransportKind } from './transport-kind.js';

/** A FHIR server that is polled, and asked for what a notification names. */
export interface FhirTransport {
  readonly kind: 'fhir';
  /** Base address of the FHIR server; nothing is asked of any other. */
  readonly url: string;
  /** What is polled; without it the feed lives on notifications alone. */
  readonly searches?: readonly FhirSearch[];
  /** Also ask the history of each searched type for what was deleted. Default false. */
  readonly deletions?: boolean;
  /** Seconds between two polls. Default 60. */
  readonly everySeconds?: number;
  /** How far before the newest change known a poll begins again, for changes that became visible late. Default 120. */
  readonly overlapSeconds?: number;
  /** Resources asked for in a page (`_count`). Default 100. */
  readonly pageSize?: number;
  /** Most pages of one search; more is an endless paging. Default 10,000. */
  readonly maxPages?: number;
  /** Where the very first poll begins; default: with everything there is. */
  readonly since?: string;
  /** Seconds within which a response must be there whole. Default 30. */
  readonly timeoutSeconds?: number;
  /** Largest response in bytes. Default 16 MiB. */
  readonly maxResponseBytes?: number;
  readonly oauth?: FhirOAuth;
  readonly tls?: FhirTls;
}

/** One search that is polled by `_lastUpdated`. */
export interface FhirSearch {
  readonly resource: string;
  /** Search parameters beside those the poll sets itself. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** `_include`: what is handed over with each match. */
  readonly include?: readonly string[];
}

/** OAuth2 client credentials with a signed JWT (RFC 7523 §2.2, private_key_jwt). */
export interface FhirOAuth {
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Private key in PEM (PKCS#8), read at every signature so that it may be changed. */
  readonly keyFile: string;
  /** `kid` under which the server knows the key. */
  readonly keyId: string;
  /** Default RS512. */
  readonly algorithm?: 'RS512' | 'RS384' | 'PS512' | 'ES384';
  readonly scope?: string;
  /** RFC 8707 resource indicator, where the server asks for one. */
  readonly resource?: string;
}

/** Mutual TLS, with the FHIR server and with the authorization server. */
export interface FhirTls {
  readonly certificateFile?: string;
  readonly keyFile?: string;
  /** Certificates to trust in place of those the system trusts. */
  readonly caFile?: string;
}

const ADDRESS = { type: 'string', pattern: '^https://|^http://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/]', maxLength: 500 };
const FILE = { type: 'string', minLength: 1, maxLength: 1000 };
const WORD = { type: 'string', minLength: 1, maxLength: 200 };
const RESOURCE = { type: 'string', pattern: '^[A-Z][A-Za-z]{1,63}$' };

const SEARCH = {
  type: 'object',
  additionalProperties: false,
  required: ['resource'],
  properties: {
    resource: { ...RESOURCE, description: 'Resource type, such as Flag.' },
    parameters: {
      type: 'object',
      maxProperties: 50,
      // What the poll sets itself, and what would change which page is which.
      propertyNames: { pattern: '^(?!_(lastUpdated|count|sort|include|revinclude|since|getpages|id)\\b)[A-Za-z_][A-Za-z0-9_.:-]{0,99}$' },
      additionalProperties: { type: 'string', maxLength: 500 },
      description: 'Search parameters, such as category: safeguarding. _lastUpdated, _sort, _count and _include are set by the poll.',
    },
    include: {
      type: 'array',
      maxItems: 20,
      items: { type: 'string', pattern: '^[A-Z][A-Za-z]{1,63}:[A-Za-z-]{1,64}(:[A-Z][A-Za-z]{1,63})?$' },
      description: '_include: what comes with each match, such as Flag:patient. Without the child a flag is about nobody.',
    },
  },
};

const OAUTH = {
  type: 'object',
  additionalProperties: false,
  required: ['tokenUrl', 'clientId', 'keyFile', 'keyId'],
  description: 'OAuth2 client credentials with a signed JWT (private_key_jwt).',
  properties: {
    tokenUrl: { ...ADDRESS, description: 'Token endpoint; also the audience of the signed JWT.' },
    clientId: { ...WORD, description: 'iss and sub of the signed JWT.' },
    keyFile: { ...FILE, description: 'Private key in PEM (PKCS#8); read at every signature.' },
    keyId: { ...WORD, description: 'kid of the key.' },
    algorithm: { enum: ['RS512', 'RS384', 'PS512', 'ES384'], description: 'Default RS512.' },
    scope: { ...WORD, description: 'Scope to ask for.' },
    resource: { ...ADDRESS, description: 'Resource indicator (RFC 8707), where the server asks for one.' },
  },
};

const TLS = {
  type: 'object',
  additionalProperties: false,
  dependentRequired: { certificateFile: ['keyFile'], keyFile: ['certificateFile'] },
  description: 'Mutual TLS with the FHIR server and the authorization server; files are read again when they change.',
  properties: {
    certificateFile: { ...FILE, description: 'Certificate of the gateway, PEM.' },
    keyFile: { ...FILE, description: 'Private key of the certificate, PEM.' },
    caFile: { ...FILE, description: 'Certificates to trust in place of those the system trusts, PEM.' },
  },
};

export const FHIR: TransportKind = {
  kind: 'fhir',
  description: 'A FHIR server that is polled, and asked for what a notification names.',
  required: ['url'],
  paths: ['oauth.keyFile', 'tls.certificateFile', 'tls.keyFile', 'tls.caFile'],
  properties: {
    url: { ...ADDRESS, description: 'Base address of the FHIR server; nothing is asked of any other.' },
    searches: {
      type: 'array',
      maxItems: 50,
      items: SEARCH,
      description: 'What is polled; without it the feed lives on notifications alone.',
    },
    deletions: { type: 'boolean', description: 'Also ask the history of each searched type for what was deleted. Default false.' },
    everySeconds: { type: 'integer', minimum: 1, maximum: 86_400, description: 'Seconds between two polls. Default 60.' },
    overlapSeconds: {
      type: 'integer',
      minimum: 0,
      maximum: 86_400,
      description: 'How far before the newest change known a poll begins again, for changes that became visible late. Default 120.',
    },
    pageSize: { type: 'integer', minimum: 1, maximum: 1000, description: 'Resources asked for in a page (_count). Default 100.' },
    maxPages: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      description: 'Most pages of one search; more is an endless paging. Default 10000.',
    },
    since: {
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
      description: 'Where the very first poll begins, in UTC; default: with everything there is.',
    },
    timeoutSeconds: {
      type: 'integer',
      minimum: 1,
      maximum: 600,
      description: 'Seconds within which a response must be there whole. Default 30.',
    },
    maxResponseBytes: { type: 'integer', minimum: 1024, maximum: 268_435_456, description: 'Largest response in bytes. Default 16 MiB.' },
    oauth: OAUTH,
    tls: TLS,
  },
};
