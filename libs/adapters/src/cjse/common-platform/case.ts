import type { Coding, Professional, Reference } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { CP_INITIATION } from '../codes/codes-common-platform.js';
import type { Hearing, Matter } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import type { codedFact } from '../read/values.js';
import { fact, listed, open, words, type Reading } from '../read/values.js';
import { partiesOf, type OfHearing } from './defendant.js';
import { describedBy, nameOf } from './person.js';

/** apiProsecutionCase. */
export function caseOf(part: JsonPart, hearing: Hearing, shared: OfHearing, now: Date): Matter {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  part.passOver(
    'isCpsOrgVerifyError',
    'statementOfFactsWelsh',
    'isCivil',
    'cpsOrganisationId',
    'trialReceiptType',
    'groupId',
    'isGroupMember',
    'isGroupMaster',
  );
  const id = words(part, 'id', 120, reading);
  const references = caseReferences(part.one('prosecutionCaseIdentifier'), id, reading);
  return {
    path: part.path,
    key: references[0]?.value,
    references,
    hearing,
    heard: true,
    parties: part.many('defendants').flatMap((defendant) => partiesOf(defendant, shared, now)),
    professionals: kept([officerOf(part.one('policeOfficerInCase'), reading)]),
    codes: kept([
      listed(part, 'initiationCode', CP_INITIATION, reading),
      open(part, 'caseStatus', 'common-platform/case-status', reading),
      open(part, 'summonsCode', 'common-platform/summons', reading),
      open(part, 'classOfCase', 'common-platform/class-of-case', reading),
      open(part, 'originatingOrganisation', 'cjs/originating-organisation', reading),
      open(part, 'cpsOrganisation', 'cjs/cps-organisation', reading),
      ...part.many('caseMarkers').map((marker) => markerOf(marker, reading)),
    ]),
    measures: kept([
      fact(part, 'statementOfFacts', 'Statement of facts', reading),
      pending(part, 'breachProceedingsPending', 'Breach proceedings pending'),
      pending(part, 'appealProceedingsPending', 'Appeal proceedings pending'),
    ]),
    restrictions: [],
    issues,
  };
}

/** The URN, or the prosecutor's own reference, or else the id of the case; the first of them names the matter. */
export function caseReferences(part: JsonPart | undefined, id: string | undefined, reading: Reading): Reference[] {
  part?.passOver('prosecutionAuthorityId', 'prosecutionAuthorityName', 'majorCreditorCode', 'address', 'contact', 'caseURNSuffix');
  const reference = (value: string | undefined, system: string): Reference | undefined =>
    value === undefined ? undefined : { type: 'case', system, value };
  return kept([
    reference(words(part, 'caseURN', 120, reading), 'cjs/ptiurn'),
    reference(words(part, 'prosecutionAuthorityReference', 120, reading), 'common-platform/prosecution-authority-reference'),
    reference(id, 'common-platform/case'),
    reference(words(part, 'prosecutionAuthorityCode', 120, reading), 'common-platform/prosecution-authority'),
    reference(words(part, 'prosecutionAuthorityOUCode', 120, reading), 'cjs/organisation-unit'),
  ]);
}

/** apiMarker of a case or a youth. */
export function markerOf(part: JsonPart | undefined, reading: Reading): Coding | undefined {
  part?.passOver('id', 'markerTypeid');
  return describedBy(part, 'markerTypeCode', 'markerTypeDescription', 'common-platform/marker', reading);
}

function pending(part: JsonPart, name: string, label: string): ReturnType<typeof codedFact> {
  const stated = part.truth(name);
  return stated === undefined ? undefined : { name: label, value: String(stated) };
}

function officerOf(part: JsonPart | undefined, reading: Reading): Professional | undefined {
  if (part === undefined) return undefined;
  const person = part.one('personDetails');
  person?.passOver('gender', 'address', 'contact', 'dateOfBirth');
  const number = words(part, 'policeWorkerReferenceNumber', 100, reading);
  const location = words(part, 'policeWorkerLocationCode', 100, reading);
  const rank = words(part, 'policeOfficerRank', 100, reading);
  return present<Professional>({
    role: rank === undefined ? 'Officer in the case' : `Officer in the case, ${rank}`,
    name: person && nameOf(person, 'usual', reading),
    identifiers: number === undefined ? [] : [{ type: 'local', system: 'libra-spi/police-worker', value: number, status: 'unverified' }],
    organisation:
      location === undefined
        ? undefined
        : { type: 'police-force', identifiers: [{ type: 'local', system: 'cjs/police-location', value: location, status: 'unverified' }] },
  });
}
