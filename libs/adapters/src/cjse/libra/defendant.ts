import type { Coding, Identifier, InvolvedPerson, Language } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { asn, plainIdentifier } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import { PRESENT } from '../codes/codes-cjs.js';
import { SPI_BAIL, SPI_LANGUAGE } from '../codes/codes-libra.js';
import type { ElementPart } from '../read/element-part.js';
import type { Demographics, Offence, Party } from '../read/facts.js';
import { perceivedBirth } from '../map/perceived-birth.js';
import { codedFact, fact, listed, open, words, type Reading } from '../read/values.js';
import { offenceOf } from './offence.js';
import { nameOf, personOf, policeNumbers } from './person.js';

/** SPI Defendant, as the court (CourtIndividualDefendant) or the police (PoliceIndividualDefendant) describe one, and the victims of the offences. */
export function partiesOf(defendant: ElementPart, now: Date): Party[] {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  const individual = defendant.one('CourtIndividualDefendant') ?? defendant.one('PoliceIndividualDefendant');
  defendant.passOver('CourtCorporateDefendant', 'PoliceCorporateDefendant');
  const offences = defendant.many('Offence').map((part) => ({ part, offence: offenceOf(part, reading) }));
  const summons = asn(defendant.text('ProsecutorReference'), {
    ...reading,
    location: defendant.place('ProsecutorReference'),
  });
  const accused: Party = {
    path: defendant.path,
    part: 'defendant',
    key: summons?.value,
    person: individual && defendantDetails(individual, summons, reading),
    youth: undefined,
    markers: [],
    family: individual ? parentsOf(individual, reading) : [],
    representatives: [],
    offences: offences.map(({ offence }) => offence),
    codes: kept([open(individual, 'OffenderCode', 'libra-spi/offender-code', reading)]),
    outcomes: kept([
      listed(individual, 'BailStatus', SPI_BAIL, reading),
      open(individual, 'CustodyStatus', 'libra-spi/custody-status', reading),
    ]),
    measures: individual ? circumstances(individual, reading) : [],
    next: [],
    issues,
  };
  return [
    accused,
    ...offences.flatMap(({ part, offence }) => part.many('OtherPartyVictim').map((victim) => victimOf(victim, offence, now))),
  ];
}

function defendantDetails(individual: ElementPart, summons: Identifier | undefined, reading: Reading): Demographics {
  const defendant = individual.one('PersonDefendant');
  const person = personOf(defendant?.one('BasePersonDetails'), individual, reading);
  const driver = individual.one('DriverInformation');
  driver?.passOver('DriverLicenceCode', 'DriverLicenceIssue');
  individual.passOver('CounterpartIssue');
  const aliases = individual.many('Alias').map((alias) => nameOf(alias, 'alias', reading));
  const licence = plainIdentifier(
    'other',
    driver?.text('DriverNumber'),
    { ...reading, location: individual.place('DriverInformation/DriverNumber') },
    { system: 'dvla/driver-number' },
  );
  return present<Demographics>({
    ...person,
    names: [...(person.names ?? []), ...kept(aliases)],
    birthDate: person.birthDate ?? perceivedBirth(individual, 'PerceivedBirthYear', reading),
    identifiers: kept([summons, ...policeNumbers([defendant, individual], reading), licence]),
    languages: languagesOf(individual, reading),
    communicationNeeds: kept([wordsAs(individual, 'SpecialNeeds', reading), wordsAs(individual, 'LanguageNeeds', reading)]),
    nationality: nationalityOf(defendant, individual, reading),
    occupation: occupationOf(individual, reading),
  });
}

/** What the court decided and was told about the defendant rather than one offence. */
function circumstances(individual: ElementPart, reading: Reading): Party['measures'] {
  const defendant = individual.one('PersonDefendant');
  return kept([
    codedFact('Present at hearing', listed(individual, 'PresentAtHearing', PRESENT, reading)),
    fact(defendant, 'BailConditions', 'Bail conditions', reading),
    fact(individual, 'BailConditions', 'Bail conditions', reading),
    fact(defendant, 'ReasonForBailConditionsOrCustody', 'Reason for bail conditions or custody', reading),
    fact(individual, 'ReasonForBailConditionsOrCustody', 'Reason for bail conditions or custody', reading),
  ]);
}

/** SPI ParentGuardianDetails: one element for both; Children and Young Persons Act 1933 s.107 counts who has the care of a child as guardian. */
function parentsOf(individual: ElementPart, reading: Reading): Omit<InvolvedPerson, 'personId'>[] {
  return individual.many('ParentGuardianDetails').map((part) => ({
    roles: [{ normalised: 'guardian', original: [PARENT_OR_GUARDIAN] }],
    relationshipToChild: { normalised: 'guardian', original: [PARENT_OR_GUARDIAN] },
    visibility: 'normal',
    ...personOf(part.one('BasePersonDetails'), part, reading),
  }));
}

const PARENT_OR_GUARDIAN: Coding = { system: 'libra-spi/party', code: 'ParentGuardianDetails', display: 'Parent or guardian' };

function victimOf(part: ElementPart, offence: Offence, now: Date): Party {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  const person = personOf(part, part, reading);
  const named = nameOf(part.one('PersonDetails'), 'official', reading);
  return {
    path: part.path,
    part: 'victim',
    key: undefined,
    person: present<Demographics>({ ...person, names: [...(person.names ?? []), ...kept([named])] }),
    youth: undefined,
    markers: [],
    family: [],
    representatives: [],
    offences: [offence],
    codes: [],
    outcomes: [],
    measures: [],
    next: [],
    issues,
  };
}

function languagesOf(individual: ElementPart, reading: Reading): Language[] {
  const options = individual.one('LanguageOptions');
  const language = (name: string): Language | undefined => {
    const code = listed(options, name, SPI_LANGUAGE, reading);
    if (code?.code === undefined) return undefined;
    return { language: SPI_LANGUAGE.entries[code.code]?.normalised ?? code.code.slice(0, 60), role: 'preferred', original: [code] };
  };
  const hearing = language('HearingLanguage');
  const documents = language('DocumentationLanguage');
  return kept([hearing, documents?.language === hearing?.language ? undefined : documents]);
}

function wordsAs(part: ElementPart, name: string, reading: Reading): Coding | undefined {
  const text = words(part, name, 2000, reading);
  return text === undefined ? undefined : { text };
}

/** Nationality as the person stated it; the interface has it in either place. */
function nationalityOf(defendant: ElementPart | undefined, individual: ElementPart, reading: Reading): Coding | undefined {
  const read = (part: ElementPart | undefined): Coding | undefined =>
    open(part, 'PersonStatedNationality', 'libra-spi/nationality', reading);
  return read(defendant) ?? read(individual);
}

function occupationOf(part: ElementPart, reading: Reading): Coding | undefined {
  const code = words(part, 'OccupationCode', 120, reading);
  const text = words(part, 'Occupation', 500, reading);
  return code === undefined && text === undefined
    ? undefined
    : present<Coding>({ system: code === undefined ? undefined : 'libra-spi/occupation', code, text });
}
