import type { Coding, Measure, Professional } from '@mash-gateway/contracts';
import { asn, cro, plainIdentifier, pncId } from '../../kit/identifiers.js';
import { IssueList } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { perceivedBirth } from '../map/perceived-birth.js';
import type { Demographics, Offence, Party } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { codedFact, dated, fact, figure, words, type Reading } from '../read/values.js';
import { associatedOf, companion, representativesOf } from './associated.js';
import { offenceOf } from './offence.js';
import { describedBy, nameOf, personOf } from './person.js';
import { resultOf, type ResultFacts } from './result.js';

/** What the hearing says of a defendant apart from the case, by the defendant's id. */
export interface OfHearing {
  readonly markers: ReadonlyMap<string, readonly Coding[]>;
  readonly attendance: ReadonlyMap<string, readonly Measure[]>;
  readonly counsel: ReadonlyMap<string, readonly Professional[]>;
  /** Results about a defendant across cases, by master defendant id. */
  readonly results: ReadonlyMap<string, readonly ResultFacts[]>;
}

/** apiDefendant, the victims of the offences, and associated victims and witnesses. */
export function partiesOf(part: JsonPart, hearing: OfHearing, now: Date): Party[] {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  part.passOver(
    'prosecutionCaseId',
    'witnessStatementWelsh',
    'mitigationWelsh',
    'legalAidStatus',
    'legalEntityDefendant',
    'courtProceedingsInitiated',
    'isAssociatedByLAA',
  );
  const id = words(part, 'id', 100, reading);
  const master = words(part, 'masterDefendantId', 100, reading);
  const individual = part.one('personDefendant');
  const associated = associatedOf(part, reading);
  const offences = part.many('offences').map((offence) => ({ part: offence, offence: offenceOf(offence, reading) }));
  const all = offences.map(({ offence }) => offence);
  const results = [
    ...part.many('judicialResults').map((result) => resultOf(result, reading)),
    ...(hearing.results.get(master ?? '') ?? []),
  ];
  const accused: Party = {
    path: part.path,
    part: 'defendant',
    key: master ?? id,
    person: individual && defendantDetails(part, individual, reading),
    youth: part.truth('isYouth') ?? (hearing.markers.has(id ?? '') ? true : undefined),
    markers: [...youthMark(part), ...(hearing.markers.get(id ?? '') ?? [])],
    family: associated.filter(({ kind }) => kind === 'family' || kind === 'other').map((item) => companion(item, reading)),
    representatives: [...representativesOf(part, ['defenceOrganisation'], reading), ...(hearing.counsel.get(id ?? '') ?? [])],
    offences: all,
    codes: [],
    outcomes: kept([bailOf(individual, reading), ...results.flatMap(({ codes }) => codes)]),
    measures: kept([
      ...circumstances(part, individual, reading),
      ...(hearing.attendance.get(id ?? '') ?? []),
      ...results.flatMap(({ measures }) => measures),
    ]),
    next: kept(results.map(({ next }) => next)),
    issues,
  };
  const victims = offences.flatMap(({ part: owner, offence }) =>
    owner.many('victims').map((victim) => bystander(victim, 'victim', [offence], now)),
  );
  const others = associated.filter(({ kind }) => kind === 'victim' || kind === 'witness');
  return [accused, ...victims, ...others.map(({ person, kind }) => bystander(person, kind === 'victim' ? 'victim' : 'witness', all, now))];
}

/** apiPersonDefendant, for a defendant or the master defendant of an application. */
export function defendantDetails(owner: JsonPart, part: JsonPart, reading: Reading): Demographics {
  part.passOver(
    'driverLicenceCode',
    'driverLicenseIssue',
    'vehicleOperatorLicenceNumber',
    'employerOrganisation',
    'employerPayrollReference',
    'policeBailStatus',
    'policeBailConditions',
  );
  part.passOver('perceivedBirthYear');
  const details = part.one('personDetails');
  const person: Demographics = details ? personOf(details, reading) : {};
  const aliases = owner.many('aliases').map((alias) => nameOf(alias, 'alias', reading));
  const at = (from: JsonPart, name: string): { readonly location: string; readonly report: Reading['report'] } => ({
    location: from.place(name),
    report: reading.report,
  });
  return present<Demographics>({
    ...person,
    names: [...(person.names ?? []), ...kept(aliases)],
    birthDate: person.birthDate ?? perceivedBirth(part, 'perceivedBirthYear', reading),
    identifiers: kept([
      pncId(owner.text('pncId'), at(owner, 'pncId')),
      cro(owner.text('croNumber'), at(owner, 'croNumber')),
      asn(part.text('arrestSummonsNumber'), at(part, 'arrestSummonsNumber')),
      plainIdentifier('other', part.text('driverNumber'), at(part, 'driverNumber'), { system: 'dvla/driver-number' }),
      ...(person.identifiers ?? []),
    ]),
  });
}

/** The bail status of a defendant. */
export function bailOf(part: JsonPart | undefined, reading: Reading): Coding | undefined {
  const bail = part?.one('bailStatus');
  bail?.passOver('id');
  return describedBy(bail, 'code', 'description', 'common-platform/bail-status', reading);
}

/** The conditions and reasons of bail or custody, and until when custody may last. */
export function bailFacts(part: JsonPart | undefined, reading: Reading): (Measure | undefined)[] {
  const limit = part?.one('bailStatus')?.one('custodyTimeLimit');
  limit?.passOver('daysSpent', 'isCtlExtended');
  const limits = [dated(part, 'custodyTimeLimit', reading), dated(limit, 'timeLimit', reading)];
  return [
    fact(part, 'bailConditions', 'Bail conditions', reading),
    fact(part, 'bailReasons', 'Reason for bail conditions or custody', reading),
    ...[...new Set(kept(limits))].map((value) => ({ name: 'Custody time limit', value })),
  ];
}

/** isYouth as a marker, so that what the source said stands in the record. */
export function youthMark(part: JsonPart): Coding[] {
  const youth = part.truth('isYouth');
  return youth === undefined ? [] : [{ system: 'common-platform/is-youth', code: String(youth) }];
}

function circumstances(part: JsonPart, individual: JsonPart | undefined, reading: Reading): (Measure | undefined)[] {
  const concluded = part.truth('proceedingsConcluded');
  const reference = words(part, 'prosecutionAuthorityReference', 4000, reading);
  return [
    ...bailFacts(individual, reading),
    fact(part, 'mitigation', 'Mitigation', reading),
    fact(part, 'witnessStatement', 'Witness statement', reading),
    figure('Previous convictions cited', words(part, 'numberOfPreviousConvictionsCited', 32, reading)),
    concluded === undefined ? undefined : { name: 'Proceedings concluded', value: String(concluded) },
    codedFact(
      'Reference of the prosecutor',
      reference === undefined ? undefined : { system: 'common-platform/prosecutor-reference', code: reference.slice(0, 120) },
    ),
  ];
}

function bystander(part: JsonPart, played: 'victim' | 'witness', offences: readonly Offence[], now: Date): Party {
  const issues = new IssueList();
  return {
    path: part.path,
    part: played,
    key: undefined,
    person: personOf(part, { report: issues.report, now }),
    youth: undefined,
    markers: [],
    family: [],
    representatives: [],
    offences,
    codes: [],
    outcomes: [],
    measures: [],
    next: [],
    issues,
  };
}
