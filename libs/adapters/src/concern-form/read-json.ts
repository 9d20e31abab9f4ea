import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../kit/adapter.js';
import { refusal, warning } from '../kit/issues.js';
import { jsonDocument } from '../kit/json.js';
import { safeStep } from '../kit/location.js';
import { FORM_FIELDS, type FieldName } from './fields.js';
import type { Found } from './found.js';

/**
 * The form as the web form sends it: one object, each field by its name, each answer text.
 * @throws Refusal when the body is anything else
 */
export async function jsonForm(input: AdapterInput, limits: Limits): Promise<Found> {
  const root = await jsonDocument(input, limits);
  if (typeof root !== 'object' || root === null || Array.isArray(root))
    throw refusal('format.unexpected-root', '/', 'One object with the fields of the form');
  const answers = new Map(Object.entries(root as Readonly<Record<string, unknown>>));
  if (![...answers.keys()].some(isField)) throw refusal('format.unexpected-root', '/', 'None of the fields of the form');
  return {
    kind: 'form',
    raw: (name) => answerOf(answers.get(name)),
    at: (name) => `/${name}`,
    where: '/',
    issues: strangeKeys(answers),
  };
}

function strangeKeys(answers: ReadonlyMap<string, unknown>): readonly Issue[] {
  const issues: Issue[] = [];
  for (const [key, value] of answers) {
    const location = `/${safeStep(key, isField)}`;
    if (!isField(key)) issues.push(warning('format.unknown-field', location, 'No field of the form'));
    else if (typeof value !== 'string') issues.push(warning('format.value', location, 'Every answer is text'));
  }
  return issues.slice(0, 50);
}

function answerOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

function isField(key: string): key is FieldName {
  return Object.hasOwn(FORM_FIELDS, key);
}
