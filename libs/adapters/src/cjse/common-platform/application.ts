import type { Coding, Measure, Reference } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { asn } from '../../kit/identifiers.js';
import type { Demographics, Hearing, Matter, Offence, PartPlayed, Party } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { codedFact, dated, fact, open, words, type Reading } from '../read/values.js';
import { associatedOf, companion, representativesOf } from './associated.js';
import { caseReferences } from './case.js';
import { courtOf } from './court.js';
import { bailFacts, bailOf, defendantDetails, youthMark } from './defendant.js';
import { findingsOf, offenceOf } from './offence.js';
import { personOf } from './person.js';
import { resultOf } from './result.js';

/** apiCourtApplication: an application to the court, such as the breach of an order. */
export function applicationOf(part: JsonPart, hearing: Hearing, now: Date): Matter {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  part.passOver(
    'courtApplicationPayment',
    'hasSummonsSupplied',
    'commissionerOfOath',
    'futureSummonsHearing',
    'applicationDecisionSoughtByDate',
  );
  const type = part.one('type');
  type?.passOver(...TYPE_INTERNAL);
  const id = words(part, 'id', 120, reading);
  const cases = part.many('courtApplicationCases');
  for (const item of cases) item.passOver('isSJP', 'caseStatus');
  const results = part.many('judicialResults').map((result) => resultOf(result, reading));
  const findings = findingsOf(part, reading);
  const matter: ApplicationFacts = {
    offences: cases.flatMap((item) => item.many('offences').map((offence) => offenceOf(offence, reading))),
    outcomes: kept([findings.plea, findings.verdict, ...results.flatMap(({ codes }) => codes)]),
    measures: [...findings.measures, ...results.flatMap(({ measures }) => measures)],
    next: kept(results.map(({ next }) => next)),
    asn: { value: part.text('defendantASN'), location: part.place('defendantASN') },
  };
  return {
    path: part.path,
    key: id,
    references: kept([
      reference(words(part, 'applicationReference', 120, reading), 'common-platform/application-reference'),
      reference(id, 'common-platform/application'),
      reference(words(part, 'parentApplicationId', 120, reading), 'common-platform/parent-application'),
      ...cases.flatMap((item) =>
        caseReferences(item.one('prosecutionCaseIdentifier'), words(item, 'prosecutionCaseId', 120, reading), reading),
      ),
    ]),
    hearing,
    heard: true,
    parties: partiesOf(part, matter, now),
    professionals: [],
    codes: kept([
      typeOf(type, reading),
      open(type, 'breachType', 'common-platform/breach-type', reading),
      open(part, 'applicationStatus', 'common-platform/application-status', reading),
    ]),
    measures: kept([...particulars(part, reading), ...orderOf(part.one('courtOrder'), reading)]),
    // Whoever the offences are charged to, everybody of the application is told what it is about.
    restrictions: matter.offences.flatMap(({ restrictions }) => restrictions),
    issues,
  };
}

/** Fields of the type of an application that steer the Common Platform. */
const TYPE_INTERNAL = [
  ...[
    'id',
    'categoryCode',
    'linkType',
    'jurisdiction',
    'appealFlag',
    'summonsTemplateType',
    'validFrom',
    'applicantAppellantFlag',
    'pleaApplicableFlag',
  ],
  ...[
    'offenceActiveOrder',
    'commrOfOathFlag',
    'courtOfAppealFlag',
    'courtExtractAvlFlag',
    'listingNotifTemplate',
    'boxworkNotifTemplate',
    'typeWelsh',
  ],
  ...['legislationWelsh', 'prosecutorThirdPartyFlag', 'spiOutApplicableFlag', 'hearingCode', 'resentencingActivationCode', 'legislation'],
] as const;

interface ApplicationFacts {
  readonly offences: readonly Offence[];
  readonly outcomes: readonly Coding[];
  readonly measures: readonly Measure[];
  readonly next: readonly Hearing[];
  /** Of the subject. */
  readonly asn: { readonly value: string | undefined; readonly location: string };
}

/**
 * The subject is also an applicant or a respondent; whoever has the same id is one party, with the first part it has. Two who share an id
 * and not their details are two people, and nobody is lost to a mistaken id.
 */
function partiesOf(part: JsonPart, matter: ApplicationFacts, now: Date): Party[] {
  const stated: (readonly [JsonPart | undefined, PartPlayed])[] = [
    [part.one('subject'), 'subject'],
    [part.one('applicant'), 'applicant'],
    ...part.many('respondents').map((item) => [item, 'respondent'] as const),
    ...part.many('thirdParties').map((item) => [item, 'third-party'] as const),
  ];
  const seen = new Map<string, Party[]>();
  return stated.flatMap(([item, played]) => {
    if (item === undefined) return [];
    const party = partyOf(item, played, matter, now);
    if (party.key === undefined) return [party];
    const known = seen.get(party.key) ?? [];
    if (known.some((other) => mayBeOne(party, other))) return [];
    if (known.length < MOST_COMPARED) seen.set(party.key, [...known, party]);
    return [party];
  });
}

/** More people than this share no id by mistake; the others are told without being compared. */
const MOST_COMPARED = 20;

/** Nothing that both state of name and birth date differs: a part may say less of a person than another. */
function mayBeOne({ person: one }: Party, { person: other }: Party): boolean {
  const agree = (first: string | undefined, second: string | undefined): boolean =>
    first === undefined || second === undefined || first.toLowerCase() === second.toLowerCase();
  const [name, named] = [one?.names?.[0], other?.names?.[0]];
  return (
    agree(one?.birthDate?.value, other?.birthDate?.value) &&
    agree(name?.family, named?.family) &&
    agree(name?.given?.[0], named?.given?.[0])
  );
}

/** apiCourtApplicationParty: a person, a master defendant, or an organisation. */
function partyOf(part: JsonPart, played: PartPlayed, matter: ApplicationFacts, now: Date): Party {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  part.passOver(
    'summonsRequired',
    'notificationRequired',
    'appointmentNotificationRequired',
    'organisation',
    'organisationPersons',
    'prosecutingAuthority',
    'updatedOn',
  );
  const master = part.one('masterDefendant');
  master?.passOver('legalEntityDefendant', 'defendantCase', 'prosecutionAuthorityReference');
  const individual = master?.one('personDefendant');
  const own = part.one('personDetails');
  const subject = played === 'subject';
  const id = words(part, 'id', 100, reading);
  const synonym = words(part, 'synonym', 2000, reading);
  return {
    path: part.path,
    part: played,
    key: words(master, 'masterDefendantId', 100, reading) ?? id,
    person: detailsOf(master, individual, own, subject ? matter.asn : undefined, reading),
    youth: master?.truth('isYouth'),
    markers: master ? youthMark(master) : [],
    family: master ? associatedOf(master, reading).map((item) => companion(item, reading)) : [],
    representatives: representativesOf(part, ['representationOrganisation'], reading),
    offences: subject ? matter.offences : [],
    codes: synonym === undefined ? [] : [{ text: synonym }],
    outcomes: kept([bailOf(individual, reading), ...(subject ? matter.outcomes : [])]),
    measures: kept([...bailFacts(individual, reading), ...(subject ? matter.measures : [])]),
    next: subject ? matter.next : [],
    issues,
  };
}

function detailsOf(
  master: JsonPart | undefined,
  individual: JsonPart | undefined,
  own: JsonPart | undefined,
  summons: ApplicationFacts['asn'] | undefined,
  reading: Reading,
): Demographics | undefined {
  const person = master && individual ? defendantDetails(master, individual, reading) : own && personOf(own, reading);
  const number = summons && asn(summons.value, { location: summons.location, report: reading.report });
  const known = person?.identifiers?.some(({ type, value }) => type === 'asn' && value === number?.value);
  return person && number && !known ? { ...person, identifiers: [...(person.identifiers ?? []), number] } : person;
}

function typeOf(part: JsonPart | undefined, reading: Reading): Coding | undefined {
  const code = words(part, 'code', 120, reading);
  const display = words(part, 'type', 500, reading);
  if (code === undefined && display === undefined) return undefined;
  return code === undefined ? { text: display ?? '' } : present<Coding>({ system: 'common-platform/application-type', code, display });
}

function particulars(part: JsonPart, reading: Reading): (Measure | undefined)[] {
  return [
    fact(part, 'applicationParticulars', 'Particulars of the application', reading),
    fact(part, 'outOfTimeReasons', 'Reasons for an application out of time', reading),
    fact(part, 'removalReason', 'Reason for removal', reading),
    day(part, 'applicationReceivedDate', 'Application received', reading),
    day(part, 'allegationOrComplaintStartDate', 'Allegation starts', reading),
    day(part, 'allegationOrComplaintEndDate', 'Allegation ends', reading),
    day(part, 'convictionDate', 'Conviction date', reading),
  ];
}

/** apiCourtOrder: the order that is said to be breached or is to be varied. */
function orderOf(part: JsonPart | undefined, reading: Reading): (Measure | undefined)[] {
  if (part === undefined) return [];
  part.passOver(
    'id',
    'defendantIds',
    'masterDefendantId',
    'judicialResultTypeId',
    'orderingHearingId',
    'isSJPOrder',
    'canBeSubjectOfBreachProceedings',
  );
  part.passOver('canBeSubjectOfVariationProceedings', 'courtOrderOffences');
  const court = courtOf(part.one('orderingCourt'), reading);
  return [
    fact(part, 'label', 'Court order', reading),
    day(part, 'orderDate', 'Order made', reading),
    day(part, 'startDate', 'Order starts', reading),
    day(part, 'endDate', 'Order ends', reading),
    court?.name === undefined ? undefined : { name: 'Order made by', value: court.name },
    ...(court?.identifiers ?? []).map(({ system, value }) => codedFact('Order made by', present<Coding>({ system, code: value }))),
  ];
}

function day(part: JsonPart, name: string, label: string, reading: Reading): Measure | undefined {
  const value = dated(part, name, reading);
  return value === undefined ? undefined : { name: label, value };
}

function reference(value: string | undefined, system: string): Reference | undefined {
  return value === undefined ? undefined : { type: 'application', system, value };
}
