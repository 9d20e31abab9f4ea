import type { Child, Coding, Death, Language, PersonName, Telecom } from '@mash-gateway/contracts';
import { NIEM_SEX } from '../../code-systems/gender.js';
import { fitList, kept, present } from '../../kit/texts.js';
import type { Associations } from '../graph/associations.js';
import type { Person } from '../graph/people.js';
import type { Things } from '../graph/things.js';
import { HISPANIC_ORIGIN, RACE, RESIDENT } from '../codes/people.js';
import type { Node } from '../read/node.js';
import { Facts } from './facts.js';
import { addressOf, isGuarded } from './map-address.js';
import { ageOf, type AgeFacts } from './map-age.js';
import { telecomsOf } from './map-contacts.js';
import { identifiersOf } from './map-identifiers.js';
import { harmOf, type Harm } from './measures.js';
import { Reading } from './reading.js';

/** What a child and any other person may carry. */
export type Demographics = Pick<
  Child,
  | 'names'
  | 'birthDate'
  | 'age'
  | 'death'
  | 'sex'
  | 'gender'
  | 'identifiers'
  | 'addresses'
  | 'telecoms'
  | 'ethnicity'
  | 'languages'
  | 'religion'
  | 'nationality'
  | 'occupation'
>;

/** A person as read, before it is placed in a record. */
export interface PersonFacts {
  readonly person: Person;
  readonly fields: Demographics;
  readonly age: AgeFacts;
  /** A whole date, or the start of one, when the source says that the person has died. */
  readonly dead: boolean;
  /** The source says that the person must not be found. */
  readonly guarded: boolean;
  readonly facts: Facts;
  /** The number of the person in the source system, as text. */
  readonly sourceId: string | undefined;
  readonly residence: readonly Coding[];
  readonly harm: Harm;
  /** The person's own account of what happened. */
  readonly account: string | undefined;
  /** The source gives an age or a date of birth, and it cannot be read. */
  readonly unreadable: boolean;
}

/** What surrounds the people of one package. */
export interface PeopleAround {
  readonly things: Things;
  readonly associations: Associations;
  readonly now: Date;
  /** The day of the incident: ages are true on it. */
  readonly incidentDay: string | undefined;
  /** Who holds the source numbers, such as the ORI of the owner. */
  readonly owner: string | undefined;
  /** Metadata elements by id. */
  metadata(person: Person): readonly Node[];
}

/** Reads one person. */
export function readPerson(person: Person, around: PeopleAround): PersonFacts {
  const reading = new Reading(person.issues.report, around.now);
  const facts = new Facts(person.elements, reading);
  const age = ageOf(facts, around.incidentDay);
  const death = deathOf(facts);
  const born = facts.first('PersonBirthDate');
  const sourceId = new Facts(around.metadata(person), reading).first('SourceIDText');
  const addresses = addressesOf(person, facts, around, reading);
  const telecoms = contactsOf(person, facts, around, reading);
  const fields = present<Demographics>({
    names: namesOf(facts),
    birthDate: reading.birthDate(born),
    age: age.stated,
    death,
    sex: sexOf(facts),
    gender: genderOf(facts),
    identifiers: fitList(identifiersOf(facts, sourceId && { node: sourceId, owner: around.owner }), 30, person.at.path, reading.report),
    addresses,
    telecoms,
    ethnicity: ethnicityOf(facts),
    languages: languagesOf(facts),
    religion: words(facts, 'PersonReligionText'),
    nationality: words(facts, 'PersonNationalityText', 'PersonCitizenshipText'),
    occupation: words(facts, 'EmployeeOccupationText', 'PersonOccupationText'),
  });
  const guarded =
    facts.holders.some(isGuarded) ||
    addresses.some(({ confidential }) => confidential) ||
    telecoms.some(({ confidential }) => confidential);
  const residence = kept([reading.coding(RESIDENT, facts.first('PersonResidentCode'))]);
  const unreadable =
    fields.birthDate === undefined && age.range === undefined && (age.unreadable || (born !== undefined && !isEmpty(born)));
  return {
    person,
    fields,
    age,
    dead: death?.deceased === 'yes',
    guarded,
    facts,
    sourceId: sourceId?.text,
    residence,
    harm: harmOf(facts.holders, reading),
    account: reading.prose(facts.first('WitnessAccountDescriptionText', 'VictimNarrativeText'), 8000),
    unreadable,
  };
}

function isEmpty(node: Node): boolean {
  return node.text === undefined && node.children.every(isEmpty);
}

function namesOf(facts: Facts): PersonName[] {
  const named = facts.all('PersonName').map((node) => ({ node, use: 'official' as const }));
  const others = facts.all('PersonAlternateName').map((node) => ({ node, use: 'alias' as const }));
  const names = [...named, ...others].flatMap(({ node, use }) => nameOf(node, use, facts.reading));
  const [first] = [...named, ...others];
  return first === undefined ? [] : fitList(names, 30, first.node.path, facts.reading.report);
}

function nameOf(node: Node, use: PersonName['use'], reading: Reading): PersonName[] {
  const name = present<PersonName>({
    use,
    prefix: reading.texts(node.many('PersonNamePrefixText'), 50, 10),
    given: [...reading.texts(node.many('PersonGivenName'), 150, 5), ...reading.texts(node.many('PersonMiddleName'), 150, 10)],
    family: reading.text(node.one('PersonSurName'), 150),
    suffix: reading.texts(node.many('PersonNameSuffixText'), 50, 10),
    text: reading.text(node.one('PersonFullName'), 300) ?? (node.children.length === 0 ? reading.text(node, 300) : undefined),
  });
  const maiden = reading.text(node.one('PersonMaidenName'), 150);
  return [...(Object.keys(name).length > 1 ? [name] : []), ...(maiden === undefined ? [] : [{ use: 'maiden' as const, family: maiden }])];
}

function deathOf(facts: Facts): Death | undefined {
  const at = facts.reading.moment(facts.first('PersonDeathDate'));
  const living = facts.reading.truth(facts.first('PersonLivingIndicator'));
  const died = facts.reading.truth(facts.first('PersonDeceasedIndicator', 'PersonDeathIndicator', 'ChildDeceasedIndicator'));
  if (at !== undefined) return { deceased: 'yes', at };
  if (died === true || living === false) return { deceased: 'yes' };
  return died === false || living === true ? { deceased: 'no' } : undefined;
}

function sexOf(facts: Facts): Demographics['sex'] {
  const code = facts.reading.coded(NIEM_SEX, facts.first('PersonSexCode'));
  if (code) return code;
  const text = facts.text(500, 'PersonSexText');
  if (text === undefined) return undefined;
  const word = text.toLowerCase();
  return { normalised: SEX_WORDS.get(word) ?? 'unknown', original: [{ text }] };
}

const SEX_WORDS: ReadonlyMap<string, NonNullable<Demographics['sex']>['normalised']> = new Map([
  ['female', 'female'],
  ['f', 'female'],
  ['male', 'male'],
  ['m', 'male'],
]);

/** The gender a person gives (hs:PersonGenderIdentityCode); kept apart from the recorded sex. */
function genderOf(facts: Facts): Demographics['gender'] {
  const original = facts.reading.plainCoding(facts.first('PersonGenderIdentityCode', 'PersonGenderIdentityText'));
  if (original === undefined) return undefined;
  const word = (original.code ?? original.text ?? '').toLowerCase();
  const normalised = GENDER_WORDS.get(word) ?? (word.startsWith('did not') || word === 'unknown' ? 'unknown' : 'other');
  return { normalised, original: [original] };
}

const GENDER_WORDS: ReadonlyMap<string, NonNullable<Demographics['gender']>['normalised']> = new Map([
  ['female', 'female'],
  ['male', 'male'],
  ['transgender female to male (ftm)', 'trans-male'],
  ['transgender male to female (mtf)', 'trans-female'],
]);

/** Race and Hispanic origin are kept as they are: neither is an ethnicity of the English lists. */
function ethnicityOf(facts: Facts): Demographics['ethnicity'] {
  const { reading } = facts;
  const coded = kept([
    ...facts.all('PersonRaceCode', 'PersonRaceNDExCode').map((node) => reading.coded(RACE, node)),
    ...facts.all('PersonEthnicityCode').map((node) => reading.coded(HISPANIC_ORIGIN, node)),
  ]);
  const text = facts.all('PersonRaceText', 'PersonEthnicityText');
  const written = reading.texts(text, 500, 5).map((words): Coding => ({ text: words }));
  const original = [...coded.flatMap((each) => each.original ?? []), ...written].slice(0, 20);
  if (original.length === 0) return undefined;
  return { normalised: written.length > 0 || coded.some(({ normalised }) => normalised === 'other') ? 'other' : 'unknown', original };
}

function languagesOf(facts: Facts): Language[] {
  const interpreter = facts.reading.truth(facts.first('EnglishInterpreterRequiredIndicator', 'InterpreterRequiredIndicator'));
  const nodes = facts.all('PersonPrimaryLanguage');
  return kept(
    nodes.slice(0, 10).map((node) => {
      const language = facts.reading.text(node.one('LanguageCode', 'LanguageName', 'LanguageText') ?? node, 60);
      return language === undefined ? undefined : present<Language>({ language, role: 'first', interpreterRequired: interpreter });
    }),
  );
}

function words(facts: Facts, ...names: readonly string[]): Coding | undefined {
  const text = facts.text(500, ...names);
  return text === undefined ? undefined : { text };
}

function addressesOf(person: Person, facts: Facts, around: PeopleAround, reading: Reading): NonNullable<Demographics['addresses']> {
  const joined = (around.associations.places.get(person.thing) ?? []).map(({ place, residence }) => {
    const elements = around.things.elementsOf(place);
    return addressOf(new Facts(elements, reading), residence ? 'home' : 'unknown');
  });
  const inside = facts.all('PersonResidence', 'Residence', 'Address').map((node) => addressOf(new Facts([node], reading), 'home'));
  return fitList(kept([...joined, ...inside]), 30, person.at.path, reading.report);
}

function contactsOf(person: Person, facts: Facts, around: PeopleAround, reading: Reading): NonNullable<Demographics['telecoms']> {
  const joined = (around.associations.contacts.get(person.thing) ?? []).flatMap(({ contact, association }) =>
    around.things.elementsOf(contact).flatMap((element) => telecomsOf(element.met(), association, reading)),
  );
  const inside = facts
    .all('PersonContactInformation', 'ContactInformation', 'PersonTelephoneNumber')
    .flatMap((node) => telecomsOf(node, undefined, reading));
  return fitList(onceEach([...joined, ...inside].slice(0, MOST_CONTACTS)), 30, person.at.path, reading.report);
}

/** More than anybody has; beyond it nothing is compared. */
const MOST_CONTACTS = 200;

/** LEXS says the same number in EntityTelephoneNumberAssociation, with its use, and in PersonContactAssociation. */
function onceEach(telecoms: readonly Telecom[]): Telecom[] {
  const byValue = new Map<string, Telecom>();
  for (const telecom of telecoms) {
    const key = `${telecom.kind === 'email' ? 'email' : 'number'} ${telecom.value}`;
    const known = byValue.get(key);
    if (known === undefined || (known.use === undefined && telecom.use !== undefined)) byValue.set(key, telecom);
  }
  return [...byValue.values()];
}
