import { noFacts, pair } from './facts.mjs';

const DATE = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$/;

/**
 * What the formats of police, courts and schools call things, by local name: parts of a person's name, dates of birth, and
 * patterns for numbers, event dates and codes.
 */
const FORMATS = {
  cjse: {
    given: ['PersonGivenName1', 'PersonGivenName2', 'PersonGivenName3', 'GivenName', 'firstName', 'middleName'],
    family: ['PersonFamilyName', 'FamilyName', 'lastName'],
    birth: ['Birthdate', 'BirthDate', 'dateOfBirth'],
    number:
      /^(ProsecutorReference|PTIURN|PNCidentifier|PNCIdentifier|CourtPNCIdentifier|ArrestSummonsNumber|pncId|croNumber|caseURN|prosecutorDefendantId)$/,
    date: /^(DateOfHearing|OffenceDateStartDate|OffenceDateEndDate|ActualOffenceStartDate|OffenceEndDate|ArrestDate|ChargeDate|ConvictionDate|ResultHearingDate|sittingDay|startDate|endDate|chargeDate|arrestDate|orderedDate|convictionDate)$/,
    code: /^(OffenceCode|ResultCode|CJSresultCode|offenceCode|cjsCode)$/,
  },
  niem: {
    given: ['PersonGivenName', 'PersonMiddleName'],
    family: ['PersonSurName'],
    birth: ['PersonBirthDate'],
    number: /^IdentificationID$/,
    date: /^(Date|DateTime|YearMonthDate)$/,
    code: /^(OffenseUCRCode|OffenseCode|LocationCategoryCode|ForceCategoryCode|InjuryCategoryCode|PersonSexCode|PersonRaceNDExCode|PersonRaceCode|VictimToSubjectRelationshipCode|CriminalActivityCategoryCode)$/,
  },
  sif: {
    given: ['GivenName', 'PreferredGivenName'],
    family: ['FamilyName', 'PreferredFamilyName'],
    birth: ['BirthDate'],
    number: /^(UPN|ULN|LocalId|UCI)$/,
    date: /Date$/,
    code: /^(Code|AttendanceCode)$/,
  },
};

/** The facts of a tree of named fields, XML or JSON. @param format a key of {@link FORMATS} */
export function namedFacts(root, format) {
  const facts = noFacts();
  walk(root, '', facts, FORMATS[format]);
  return facts;
}

function walk(node, key, facts, format) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, key, facts, format);
    return;
  }
  if (typeof node !== 'object' || node === null) {
    readText(key, String(node ?? '').trim(), facts, format);
    return;
  }
  if (typeof node['#text'] === 'string') readText(key, node['#text'].trim(), facts, format);
  readName(node, facts, format);
  for (const [name, value] of Object.entries(node))
    if (!name.startsWith('@') && name !== '#text') walk(value, birthKey(key, name, format), facts, format);
}

/** NIEM writes a birth date as a Date inside PersonBirthDate. */
function birthKey(key, name, format) {
  return format.birth.includes(key) ? key : name;
}

function readName(node, facts, { given, family }) {
  const first = given.flatMap((name) => node[name] ?? []).map(textOf);
  const last = family.flatMap((name) => node[name] ?? []).map(textOf);
  const name = [...first, ...last].filter((part) => part !== '').join(' ');
  if (name === '') return;
  facts.people += 1;
  facts.names.add(name);
}

function readText(key, text, facts, { birth, number, date, code }) {
  if (text === '') return;
  if (birth.includes(key)) facts.birthDates.add(text.slice(0, 10));
  else if (number.test(key)) facts.identifiers.add(pair('', text));
  else if (code.test(key)) facts.codedItems.add(pair('', text));
  else if (date.test(key) && DATE.test(text)) facts.eventDates.add(text);
}

function textOf(value) {
  return (typeof value === 'object' && value !== null ? (value['#text'] ?? '') : String(value ?? '')).trim();
}
