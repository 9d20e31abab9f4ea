import { codes, type Coded, type Coding, type DatedValue, type Language, type PersonName, type StatedAge } from '@mash-gateway/contracts';
import { codedBy, type CodeTable } from '../kit/code-table.js';
import { birthDate, day } from '../kit/dates.js';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { ETHNICITY, GENDER, OBSERVED_ETHNICITY, SEX } from './codes.js';
import { addressesOf, periodOf } from './map-address.js';
import { telecomsOf } from './map-contact.js';
import { identifierOf } from './map-identifier.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';
import type { Demographics, PersonFacts } from './facts.js';

const NAME_USES = ['official', 'usual', 'preferred', 'former', 'alias', 'nickname', 'maiden', 'unknown'] as const;
const LANGUAGE_ROLES = ['first', 'preferred', 'additional', 'sign'] as const;

/** What a child and any other person have in common: the group Demographics of the profile. */
export function demographicsOf(part: Part, scope: Scope): PersonFacts {
  const { addresses, guarded } = addressesOf(part, scope);
  const fields = present<Demographics>({
    names: scope.each(part, 'Name', 30, (name) => nameOf(name, scope)),
    birthDate: bornOf(part.one('BirthDate'), scope),
    age: ageOf(part.one('Age'), scope),
    death: deathOf(part.one('Death'), scope),
    sex: coded(part.one('Sex'), SEX, '/sex', scope),
    gender: coded(part.one('Gender'), GENDER, '/gender', scope),
    pronouns: scope.plain(part.one('Pronouns'), 60),
    identifiers: scope.each(part, 'Identifier', 30, (item) => identifierOf(item, scope)),
    addresses,
    telecoms: telecomsOf(part, scope),
    ethnicity: coded(part.one('Ethnicity'), ETHNICITY, '/ethnicity', scope),
    observedEthnicity: coded(part.one('ObservedEthnicity'), OBSERVED_ETHNICITY, '/observedEthnicity', scope),
    languages: scope.each(part, 'Language', 10, (item) => languageOf(item, scope)),
    communicationNeeds: scope.each(part, 'CommunicationNeed', 20, (item) => codedText(item, scope, '/communicationNeeds')),
    disabilities: scope.each(part, 'Disability', 20, (item) => disabilityOf(item, scope)),
    religion: codedText(part.one('Religion'), scope, '/religion'),
    nationality: codedText(part.one('Nationality'), scope, '/nationality'),
  });
  const warnings = scope.each(part, 'Warning', 20, (item) => codedText(item, scope, '/markers'));
  const restricted = scope.guard(part, 'restricted') || guarded || (fields.telecoms?.some((telecom) => telecom.confidential) ?? false);
  return { fields, warnings, restricted };
}

/** Words with an optional code of the force; undefined when there is neither. */
export function codedText(part: Part | undefined, scope: Scope, field: string): Coding | undefined {
  if (part === undefined) return undefined;
  const coding = { system: scope.system(part, 'system'), code: scope.attribute(part, 'code', 120) };
  const stated = part.attribute('absent') !== undefined;
  const words = coding.code !== undefined && part.empty && !stated ? undefined : scope.text(part, 500, field);
  if (coding.code === undefined && words === undefined) return undefined;
  return present<Coding>({ ...coding, text: words });
}

/** A code of a POLE list; case does not matter, an unfamiliar code is reported and kept. */
function coded<T extends string>(part: Part | undefined, table: CodeTable<T>, field: string, scope: Scope): Coded<T> | undefined {
  const written = scope.text(part, 120, field);
  if (part === undefined || written === undefined) return undefined;
  const code = Object.keys(table.entries).find((known) => known.toLowerCase() === written.toLowerCase());
  return codedBy(table, code ?? written, part.path, scope.report);
}

function nameOf(part: Part, scope: Scope): PersonName | undefined {
  const use = scope.choice(part, 'use', NAME_USES) ?? 'official';
  const period = periodOf(part, scope);
  if (scope.lacks(part, '/names')) return undefined;
  const pieces = (tag: string, most: number, max: number, field: string): string[] =>
    scope.each(part, tag, most, (item) => scope.text(item, max, field));
  const name = present<PersonName>({
    use,
    prefix: pieces('Title', 10, 50, '/names/prefix'),
    given: pieces('GivenName', 15, 150, '/names/given'),
    family: scope.text(part.one('Surname'), 150, '/names/family'),
    suffix: pieces('Suffix', 10, 50, '/names/suffix'),
    period,
  });
  return name.given || name.family || name.prefix || name.suffix ? name : undefined;
}

function bornOf(part: Part | undefined, scope: Scope): DatedValue | undefined {
  if (part === undefined) return undefined;
  const estimated = scope.truth(part.attribute('estimated'), `${part.path}/@estimated`, true);
  if (scope.lacks(part, '/birthDate')) return undefined;
  const dated = birthDate(part.text(), scope.dates(part.text(), part.path));
  return dated && { value: dated.value, precision: estimated ? 'estimated' : dated.precision };
}

function ageOf(part: Part | undefined, scope: Scope): StatedAge | undefined {
  if (part === undefined) return undefined;
  const unit = scope.choice(part, 'unit', ['years', 'months']) ?? 'years';
  const written = part.attribute('asAt');
  const asAt = day(written, scope.dates(written, `${part.path}/@asAt`));
  if (scope.lacks(part, '/age')) return undefined;
  const most = unit === 'years' ? 130 : 240;
  const value = /^\d{1,3}$/u.test(part.text()) ? Number(part.text()) : undefined;
  if (value === undefined || value > most) {
    scope.report(warning('format.value', part.path, `A whole number from 0 to ${most} is expected`));
    return undefined;
  }
  return present<StatedAge>({ [unit]: value, asAt });
}

function deathOf(part: Part | undefined, scope: Scope): Demographics['death'] {
  if (part === undefined) return undefined;
  const at = part.empty ? undefined : scope.moment(part.text(), part.path);
  return at === undefined ? { deceased: 'yes' } : { deceased: 'yes', at };
}

function languageOf(part: Part, scope: Scope): Language | undefined {
  const role = scope.choice(part, 'role', LANGUAGE_ROLES);
  const written = role === undefined ? scope.attribute(part, 'role', 120) : undefined;
  const original = written === undefined ? [] : [{ system: list('language-role'), code: written }];
  const interpreterRequired = scope.truth(part.attribute('interpreter'), `${part.path}/@interpreter`);
  const language = scope.text(part, 60, '/languages');
  return language === undefined ? undefined : present<Language>({ language, role: role ?? 'unknown', interpreterRequired, original });
}

type Disability = NonNullable<Demographics['disabilities']>[number];

function disabilityOf(part: Part, scope: Scope): Disability | undefined {
  const code = scope.choice(part, 'code', codes.DISABILITIES);
  const words = code !== undefined && part.empty ? undefined : scope.text(part, 500, '/disabilities');
  if (code === undefined && words === undefined) return undefined;
  const original = present<Coding>({ system: list('disability'), code: code ?? scope.attribute(part, 'code', 120), text: words });
  return { normalised: code ?? 'other', original: [original] };
}
