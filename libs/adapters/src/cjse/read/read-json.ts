import type { Issue, Reference } from '@mash-gateway/contracts';
import type { Limits } from '../../kit/adapter.js';
import { refusal, Refusal } from '../../kit/issues.js';
import { jsonOf } from '../../kit/json.js';
import { present } from '../../kit/texts.js';
import type { Message } from './facts.js';
import { isObject, JsonPart } from './json-part.js';
import { dated, words, type Reading } from './values.js';

/** A hearing with what was around it. */
export interface FoundHearing {
  readonly hearing: JsonPart;
  /** Outermost first. */
  readonly envelopes: readonly JsonPart[];
  /** What the outermost envelope that says anything says of the message. */
  readonly facts: Message['source'];
}

/** A notification in a queue message is met; deeper nesting is not. */
const MOST_ENVELOPES = 4;

/**
 * Finds the hearing of a Common Platform message: bare, or as text in the `Message` or `Body` of a queue's envelope, read again with
 * the guards of the first reading.
 * @param wrong takes values of the wrong type, by location
 * @throws Refusal `format.unexpected-root`, `format.reference` when only a pointer to the message was sent, or what the second reading is refused with
 */
export function findHearing(root: unknown, limits: Limits, reading: Reading, wrong: (issue: Issue) => void): FoundHearing {
  const envelopes: JsonPart[] = [];
  let facts: Message['source'] = {};
  let value = root;
  let path = '';
  while (envelopes.length <= MOST_ENVELOPES) {
    if (Array.isArray(value) && path !== '') throw refusal('format.reference', path, 'Not the message, but where it was put');
    if (!isObject(value)) throw refusal('format.unexpected-root', path || '/', 'A hearing is an object');
    const part = new JsonPart(value, path, wrong);
    if (isHearing(value)) return { hearing: part, envelopes, facts };
    const held = heldIn(value, path);
    envelopes.push(part);
    const stated = envelopeFacts(part, reading);
    if (Object.keys(facts).length === 0) facts = stated;
    part.passOver(held.name);
    path = part.place(held.name);
    value = readAgain(held.text, path, limits);
  }
  throw refusal('limit.depth', path, `More than ${MOST_ENVELOPES} envelopes in one another`);
}

const HOLDERS = ['Message', 'Body', 'body'] as const;

function heldIn(value: Readonly<Record<string, unknown>>, path: string): { readonly name: string; readonly text: string } {
  const name = HOLDERS.find((holder) => typeof value[holder] === 'string');
  const text = name === undefined ? undefined : value[name];
  if (name === undefined || typeof text !== 'string')
    throw refusal('format.unexpected-root', path || '/', 'Neither a hearing nor a notification that holds one');
  return { name, text };
}

function isHearing(value: Readonly<Record<string, unknown>>): boolean {
  return isObject(value['hearing']) || Array.isArray(value['prosecutionCases']) || Array.isArray(value['courtApplications']);
}

/** What queues and topics of the Common Platform's consumers put around a message. */
const TRANSPORT = [
  ...[
    'Type',
    'TopicArn',
    'Subject',
    'SignatureVersion',
    'Signature',
    'SigningCertURL',
    'UnsubscribeURL',
    'MessageAttributes',
    'SequenceNumber',
  ],
  ...['ReceiptHandle', 'MD5OfBody', 'MD5OfMessageAttributes', 'Attributes', 'messageId', 'receiptHandle', 'md5OfBody', 'messageAttributes'],
  ...['attributes', 'eventSource', 'eventSourceARN', 'awsRegion'],
] as const;

function envelopeFacts(part: JsonPart, reading: Reading): Message['source'] {
  part.passOver(...TRANSPORT);
  const id = words(part, 'MessageId', 120, reading);
  const references: Reference[] = id === undefined ? [] : [{ type: 'message', value: id }];
  const authoredAt = dated(part, 'Timestamp', reading);
  return present<Message['source']>({ authoredAt, sourceVersion: authoredAt, references });
}

function readAgain(text: string, path: string, limits: Limits): unknown {
  try {
    return jsonOf(text, limits);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusal(error.issue.code, `${path}, ${error.issue.location}`, error.issue.rule);
  }
}
