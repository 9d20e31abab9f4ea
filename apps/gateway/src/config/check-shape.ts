import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { configSchema } from './config-schema.js';
import type { AdapterModule, Agreement, FeedConfig } from './gateway-config.js';
import type { RetentionConfig } from './retention.js';
import type { Transport } from './transports/transport.js';

/** gateway.yaml as written, once its shape is known to be right. */
export interface ConfigFile {
  readonly feeds: readonly FeedEntry[];
  readonly recipients: readonly { readonly id: string; readonly name: string }[];
  readonly agreements: readonly AgreementEntry[];
  readonly adapters?: readonly AdapterModule[];
  readonly authentication?: { readonly issuer: string; readonly audience: string; readonly jwksUri: string };
  readonly kafka?: KafkaEntry;
  readonly database?: { readonly urlFile: string };
  readonly retention?: Partial<RetentionConfig>;
  readonly stopWithinSeconds?: number;
}

export interface FeedEntry {
  readonly id: string;
  readonly agency: FeedAgency;
  readonly adapter: string;
  readonly agreement: string;
  readonly limits?: { readonly bytes?: number; readonly records?: number };
  readonly transport?: Transport;
}

type FeedAgency = FeedConfig['agency'];
export type AgreementEntry = Agreement;

export interface KafkaEntry {
  readonly brokers?: string;
  readonly clientId?: string;
  readonly security?: Readonly<Record<string, string | number | boolean | { readonly file: string }>>;
}

/** Everything wrong with the shape of a parsed gateway.yaml, in sentences; empty when it is a {@link ConfigFile}. */
export function shapeFaults(parsed: unknown): readonly string[] {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, discriminator: true, verbose: true }).compile(
    configSchema(),
  );
  if (validate(parsed)) return [];
  return [...new Set((validate.errors ?? []).filter(isCause).map(sentence))];
}

export function isConfigFile(parsed: unknown): parsed is ConfigFile {
  return shapeFaults(parsed).length === 0;
}

/** Ajv reports the wrapper of every failed alternative as well; the inner error says more. */
function isCause(error: ErrorObject): boolean {
  return !['anyOf', 'not', 'if', 'propertyNames'].includes(error.keyword) || error.keyword === 'not';
}

function sentence(error: ErrorObject): string {
  const where = path(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const described = (error.parentSchema as { readonly description?: string } | undefined)?.description;
  switch (error.keyword) {
    case 'required':
      return `${where} lacks ${String(params['missingProperty'])}.`;
    case 'additionalProperties':
      return `${where} has ${String(params['additionalProperty'])}, which is not a setting.`;
    case 'enum':
      return `${where} must be one of ${(params['allowedValues'] as readonly unknown[]).map(String).join(', ')}.`;
    case 'not':
      return `${where} is a reserved word: an id is not gateway, inbound or decision.`;
    case 'type':
      return `${where} must be ${article(String(params['type']))}.`;
    default:
      return `${where} ${error.message ?? 'is not valid'}.${described === undefined ? '' : ` (${described})`}`;
  }
}

/** `/feeds/0/id` as people write it: `feeds[0].id`. */
function path(pointer: string): string {
  if (pointer === '') return 'The file';
  const parts = pointer.slice(1).split('/');
  return parts
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
