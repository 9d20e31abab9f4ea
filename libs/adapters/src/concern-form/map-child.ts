import type { Address, Child, Identifier, Language, Organisation, PersonName } from '@mash-gateway/contracts';
import { childState } from '../kit/age.js';
import { birthDate, datedValue } from '../kit/dates.js';
import { nhsNumber, upn } from '../kit/identifiers.js';
import { warning } from '../kit/issues.js';
import { kept, present } from '../kit/texts.js';
import { GENDER, YES_NO } from './codes.js';
import { coded, dated, reading, words, type Form } from './form.js';

/** The child: who is meant and where the child is. */
export function childOf(form: Form, isSecret: boolean): Child {
  const born = birthDate(dated(form, 'birthDate'), reading(form, 'birthDate'));
  const expected = datedValue(dated(form, 'expectedBirthDate'), reading(form, 'expectedBirthDate'));
  const isUnborn = expected !== undefined && born === undefined;
  const needs = words(form, 'communication', 2000);
  return present<Child>({
    state: isUnborn ? 'unborn' : childState(born, form.now),
    names: listOrNone(kept([officialName(form), usualName(form)])),
    birthDate: born,
    expectedBirthDate: expected,
    gender: coded(form, 'gender', GENDER),
    identifiers: listOrNone(identifiers(form)),
    addresses: listOrNone(kept([address(form, isSecret)])),
    school: organisation(form, 'school', 'school'),
    generalPractice: organisation(form, 'generalPractice', 'gp-practice'),
    languages: listOrNone(kept([language(form)])),
    communicationNeeds: needs === undefined ? undefined : [{ text: needs }],
  });
}

/**
 * Whether the child must not be found. Anything but a plain no withholds: an answer that cannot be read is taken for yes.
 */
export function mustNotBeFound(form: Form): boolean {
  const answer = coded(form, 'addressSecret', YES_NO);
  const isUnreadable = answer !== undefined && !Object.hasOwn(YES_NO.entries, answer.original?.[0]?.code ?? '');
  if (isUnreadable) form.report(warning('format.value', form.at('addressSecret'), 'Neither yes nor no: the address is kept secret'));
  return answer?.normalised === 'yes' || isUnreadable;
}

function officialName(form: Form): PersonName | undefined {
  const family = words(form, 'familyName', 150);
  const given = words(form, 'givenName', 150);
  if (family === undefined && given === undefined) return undefined;
  return present<PersonName>({ use: 'official', family, given: given?.split(/\s+/u).slice(0, 15) });
}

function usualName(form: Form): PersonName | undefined {
  const text = words(form, 'knownAs', 300);
  return text === undefined ? undefined : { use: 'usual', text };
}

/** Nobody vouches for a number written on a form. */
function identifiers(form: Form): Identifier[] {
  const at = (name: 'nhsNumber' | 'upn') => ({ location: form.at(name), report: form.report });
  return kept([nhsNumber(form.raw('nhsNumber'), at('nhsNumber')), upn(form.raw('upn'), at('upn'))]);
}

function address(form: Form, isSecret: boolean): Address | undefined {
  const text = words(form, 'address', 1000);
  const postcode = words(form, 'postcode', 20);
  if (text === undefined && postcode === undefined) return undefined;
  return present<Address>({ use: 'home', text, postcode, confidential: isSecret ? true : undefined });
}

function organisation(form: Form, field: 'school' | 'generalPractice', type: Organisation['type']): Organisation | undefined {
  const name = words(form, field, 300);
  return name === undefined ? undefined : { type, name };
}

function language(form: Form): Language | undefined {
  const name = words(form, 'language', 60);
  const interpreter = coded(form, 'interpreter', YES_NO)?.normalised;
  if (name === undefined && interpreter === undefined) return undefined;
  return present<Language>({
    language: name ?? 'und',
    role: name === undefined ? 'unknown' : 'first',
    interpreterRequired: interpreter === undefined || interpreter === 'unknown' ? undefined : interpreter === 'yes',
  });
}

function listOrNone<T>(items: T[]): T[] | undefined {
  return items.length === 0 ? undefined : items;
}
