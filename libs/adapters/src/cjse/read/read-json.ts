import type { Limits } from '../../kit/adapter.js';
import { refusal, Refusal } from '../../kit/issues.js';
import { jsonOf } from '../../kit/json.js';
import { isObject } from './json-part.js';

/** A hearing with its place in the message. */
export interface FoundHearing {
  readonly object: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/** A notification in a queue message is met; deeper nesting is not. */
const MOST_ENVELOPES = 4;

/**
 * Finds the hearing of a Common Platform message: bare, or as text in the `Message` or `Body` of a queue's envelope, read again with
 * the guards of the first reading.
 * @throws Refusal `format.unexpected-root`, `format.reference` when only a pointer to the message was sent, or what the second reading is refused with
 */
export function findHearing(root: unknown, limits: Limits): FoundHearing {
  let value = root;
  let path = '';
  for (let envelopes = 0; envelopes <= MOST_ENVELOPES; envelopes += 1) {
    if (Array.isArray(value) && path !== '') throw refusal('format.reference', path, 'Not the message, but where it was put');
    if (!isObject(value)) throw refusal('format.unexpected-root', path || '/', 'A hearing is an object');
    if (isHearing(value)) return { object: value, path };
    const name = HOLDERS.find((holder) => Object.hasOwn(value as object, holder));
    const held: unknown = name === undefined ? undefined : value[name];
    if (name === undefined || typeof held !== 'string')
      throw refusal('format.unexpected-root', path || '/', 'Neither a hearing nor a notification that holds one');
    path = path === '' ? name : `${path}.${name}`;
    value = readAgain(held, path, limits);
  }
  throw refusal('limit.depth', path, `More than ${MOST_ENVELOPES} envelopes in one another`);
}

const HOLDERS = ['Message', 'Body', 'body'] as const;

function isHearing(value: Readonly<Record<string, unknown>>): boolean {
  return isObject(value['hearing']) || Array.isArray(value['prosecutionCases']) || Array.isArray(value['courtApplications']);
}

function readAgain(text: string, path: string, limits: Limits): unknown {
  try {
    return jsonOf(text, limits);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusal(error.issue.code, `${path}, ${error.issue.location}`, error.issue.rule);
  }
}
