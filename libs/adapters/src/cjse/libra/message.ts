import type { Coding, Professional, Reference } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { courtUnit, localCode } from '../map/court.js';
import type { ElementPart } from '../read/element-part.js';
import type { Hearing, Matter } from '../read/facts.js';
import { open, timed, words, type Reading } from '../read/values.js';
import { partiesOf } from './defendant.js';
import { nameOf, telecomsOf } from './person.js';

/** ResultedCaseMessage: one court session with the cases resulted in it. */
export function resultedCases(message: ElementPart, now: Date): Matter[] {
  passOverHeader(message);
  return message.many('Session').flatMap((session) => {
    const court = session.one('CourtHearing');
    return session.many('Case').map((part) => {
      const issues = new IssueList();
      const reading = { report: issues.report, now };
      const hearing = hearingOf(court?.one('Hearing'), words(court, 'PSAcode', 100, reading), reading);
      return caseOf(part, { hearing, heard: true, issues }, now);
    });
  });
}

/** NewCaseMessage: a case the police send to the court, with its first hearing still to come. */
export function newCases(message: ElementPart, now: Date): Matter[] {
  passOverHeader(message);
  return message.many('Case').map((part) => {
    const issues = new IssueList();
    const hearing = hearingOf(part.one('InitialHearing'), undefined, { report: issues.report, now });
    return caseOf(part, { hearing, heard: false, issues }, now);
  });
}

/** The attributes name the interface and its version, which the adapter is for. */
function passOverHeader(message: ElementPart): void {
  for (const name of ['Flow', 'Interface', 'SchemaVersion']) message.attribute(name);
}

function hearingOf(part: ElementPart | undefined, house: string | undefined, reading: Reading): Hearing {
  return {
    court: courtUnit(words(part, 'CourtHearingLocation', 100, reading), house),
    at: timed(part, 'DateOfHearing', 'TimeOfHearing', reading),
    codes: [],
    measures: [],
  };
}

function caseOf(part: ElementPart, about: Pick<Matter, 'hearing' | 'heard' | 'issues'>, now: Date): Matter {
  const reading = { report: about.issues.report, now };
  const urn = words(part, 'PTIURN', 120, reading);
  const references: Reference[] = urn === undefined ? [] : [{ type: 'case', system: 'cjs/ptiurn', value: urn }];
  return {
    path: part.path,
    key: urn,
    references,
    ...about,
    parties: part.many('Defendant').flatMap((defendant) => partiesOf(defendant, now)),
    professionals: kept([officerOf(part.one('OtherPartyOfficerInCase'), reading)]),
    codes: kept([open(part, 'CaseInitiation', 'libra-spi/case-initiation', reading), ...organisations(part, reading)]),
    measures: [],
    restrictions: [],
  };
}

/** The force that sends the case, the person who lays it, the prosecutor: by their codes and words. */
function organisations(part: ElementPart, reading: Reading): (Coding | undefined)[] {
  const informant = words(part, 'Informant', 2000, reading);
  return [
    open(part, 'OriginatingOrganisation', 'cjs/originating-organisation', reading),
    open(part, 'CPSorganisation', 'cjs/cps-organisation', reading),
    informant === undefined ? undefined : { system: 'libra-spi/informant', text: informant },
  ];
}

function officerOf(part: ElementPart | undefined, reading: Reading): Professional | undefined {
  if (part === undefined) return undefined;
  part.passOver('StructuredAddress');
  const number = words(part, 'PoliceWorkerReferenceNumber', 100, reading);
  const station = localCode(words(part, 'PoliceWorkerLocationCode', 100, reading), 'cjs/police-location');
  const rank = words(part, 'PoliceOfficerRank', 100, reading);
  return present<Professional>({
    role: rank === undefined ? 'Officer in the case' : `Officer in the case, ${rank}`,
    name: nameOf(part.one('OfficerName'), 'usual', reading),
    identifiers: kept([localCode(number, 'libra-spi/police-worker')]),
    organisation: station && { type: 'police-force', identifiers: [station] },
    telecoms: telecomsOf(part, reading),
  });
}
