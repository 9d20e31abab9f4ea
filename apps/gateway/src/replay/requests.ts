import type { Readable } from 'node:stream';
import { DEAD_LETTER_STAGES, DEAD_LETTER_STATES, isPartyId, type Issue } from '@mash-gateway/contracts';
import type { DeadLetterSelection } from '../dead-letters/dead-letter.js';
import type { Page } from '../dead-letters/list-dead-letters.js';
import { RequestRefused } from '../security/refusal.js';
import { isReference } from './desk.js';
import type { ReplayRequest } from './replay.js';

const PAGE = 100;
const MAX_PAGE = 1_000;
const MAX_IDS = 10_000;
const CODE = /^[a-z][a-z0-9.-]{1,59}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

type Values = Readonly<Record<string, unknown>>;

/** Which dead letters a query asks for. @throws RequestRefused naming the parameter that is not valid */
export function selectionOfQuery(query: Values): DeadLetterSelection {
  const state = read(query, 'query', 'state', (value) => [...DEAD_LETTER_STATES, 'any' as const].find((one) => one === value));
  return { ...conditionsOf(query, 'query'), ...(state === undefined ? {} : { state }) };
}

/** @throws RequestRefused */
export function pageOfQuery(query: Values): Page {
  const limit = read(query, 'query', 'limit', (value) => wholeOf(value, MAX_PAGE));
  const after = read(query, 'query', 'after', (value) => wholeOf(value));
  return { limit: limit ?? PAGE, ...(after === undefined ? {} : { after }) };
}

/** First item of a page. @throws RequestRefused */
export function itemOfQuery(query: Values): number {
  return read(query, 'query', 'from', (value) => wholeOf(value, 100_000_000)) ?? 1;
}

/** @throws RequestRefused for words instead of a reference */
export function reasonOf(values: Values, where: 'query' | 'body'): string | undefined {
  return read(values, where, 'reason', (value) => (typeof value === 'string' && isReference(value) ? value : undefined));
}

/** What the body of a request for a replay asks for. @throws RequestRefused */
export function replayRequestOf(body: unknown, actor: string): ReplayRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refusal('body', 'a JSON object');
  const values = body as Values;
  const unknown = Object.keys(values).findIndex((name) => !FIELDS.includes(name));
  // The name itself is not said: a sender may have put anything there.
  if (unknown >= 0) throw refusal('body', `only ${FIELDS.join(', ')}`);
  const ids = read(values, 'body', 'ids', idsOf);
  const all = read(values, 'body', 'all', (value) => (value === true ? true : undefined));
  const conditions = conditionsOf(values, 'body');
  const chosen = [ids !== undefined, all === true, Object.keys(conditions).length > 0].filter(Boolean).length;
  if (chosen !== 1) throw refusal('body', 'one of: ids; all; or conditions such as feed');
  const mapping = read(values, 'body', 'mapping', (value) => (['original', 'latest'] as const).find((one) => one === value));
  const reason = reasonOf(values, 'body');
  return {
    selection: ids === undefined ? conditions : { ids },
    mapping: mapping ?? 'original',
    by: { actor, ...(reason === undefined ? {} : { reason }) },
  };
}

const FIELDS = ['ids', 'all', 'feed', 'code', 'stage', 'since', 'until', 'mapping', 'reason'];

/** A body read whole. @throws RequestRefused above the limit */
export async function bytesOf(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > limit)
      throw new RequestRefused('body.too-large', [
        { code: 'body.too-large', severity: 'error', location: 'body', rule: `at most ${String(limit)} bytes` },
      ]);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** @throws RequestRefused */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw refusal('body', 'JSON (RFC 8259)');
  }
}

function conditionsOf(values: Values, where: 'query' | 'body'): DeadLetterSelection {
  const feedId = read(values, where, 'feed', (value) => (typeof value === 'string' && isPartyId(value) ? value : undefined));
  const code = read(values, where, 'code', (value) => (typeof value === 'string' && CODE.test(value) ? value : undefined));
  const stage = read(values, where, 'stage', (value) => DEAD_LETTER_STAGES.find((one) => one === value));
  const since = read(values, where, 'since', momentOf);
  const until = read(values, where, 'until', momentOf);
  return {
    ...(feedId === undefined ? {} : { feedId }),
    ...(code === undefined ? {} : { code }),
    ...(stage === undefined ? {} : { stage }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** Undefined when it is not there. @throws RequestRefused when it is there and is none */
function read<T>(values: Values, where: 'query' | 'body', name: string, parse: (value: unknown) => T | undefined): T | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const parsed = parse(value);
  if (parsed === undefined) throw refusal(`${where}.${name}`, 'as /openapi.json says');
  return parsed;
}

function wholeOf(value: unknown, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
  return number !== undefined && number <= most ? number : undefined;
}

function idsOf(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_IDS) return undefined;
  return value.every((id) => Number.isSafeInteger(id) && Number(id) > 0) ? (value as number[]) : undefined;
}

function momentOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !MOMENT.test(value)) return undefined;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function refusal(location: string, rule: string): RequestRefused {
  const issue: Issue = { code: 'format.value', severity: 'error', location, rule };
  return new RequestRefused('request.parameter', [issue]);
}
