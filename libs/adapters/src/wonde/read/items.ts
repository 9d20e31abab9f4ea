import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { decodedText } from '../../kit/bytes.js';
import { refusal } from '../../kit/issues.js';
import { jsonItems } from '../../kit/json-stream.js';
import { fieldsOf } from './node.js';
import type { ObjectKind } from './structure.js';

/** One object of a body, from 1. */
export interface Found {
  readonly value: unknown;
  readonly position: number;
}

/** The objects of a body: of a page `{data: […], meta}`, of a bare list, or the one that stands alone, in `data` or not. @throws Refusal */
export async function* readItems(input: AdapterInput, limits: Limits): AsyncGenerator<Found> {
  let position = 0;
  for await (const part of jsonItems(input, { limits, path: (await startsAsList(input, limits)) ? [] : ['data'] })) {
    if (part.kind === 'rest') {
      if (position === 0) yield* alone(part.value);
      return;
    }
    position += 1;
    if (position > limits.records) throw refusal('limit.items', `data[${position - 1}]`, `More than ${limits.records} objects`);
    yield { value: part.value, position };
  }
}

function* alone(body: unknown): Generator<Found> {
  const fields = fieldsOf(body);
  if (fields === undefined) throw refusal('format.unexpected-root', '/', 'A page, a list or an object of Wonde is expected');
  const value = Object.hasOwn(fields, 'data') ? fields['data'] : fields;
  if (fieldsOf(value) !== undefined) yield { value, position: 1 };
}

async function startsAsList(input: AdapterInput, limits: Limits): Promise<boolean> {
  for await (const text of decodedText(input, limits)) {
    const [first] = text.trimStart();
    if (first !== undefined) return first === '[';
  }
  return false;
}

/** What an object is, by the keys that only it has; what shares the keys of a person and has a title is an adult of the school or family. */
export function kindOf(value: unknown): ObjectKind | 'adult' | undefined {
  const fields = fieldsOf(value);
  if (fields === undefined) return undefined;
  const has = (...keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(fields, key));
  if (has('deleted_at') && has('type')) return 'deletion';
  if (has('attendance_code')) return 'attendance';
  if (has('incident_date', 'bullying_type')) return 'behaviour';
  if (has('reason') && has('start_date') && has('student')) return 'exclusion';
  if (has('employment_details') || (has('title', 'students') && !has('education_details', 'extended_details'))) return 'adult';
  return has('surname', 'forename', 'legal_surname', 'legal_forename', 'upi', 'education_details', 'extended_details')
    ? 'student'
    : undefined;
}
