import type { Coding, Language, Measure, Reference, StatedHandling } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { fitText, kept, present } from '../../kit/texts.js';
import { courtUnit, localCode } from '../map/court.js';
import { PNC_URIS } from '../namespaces.js';
import type { ElementPart } from '../read/element-part.js';
import type { Hearing, Matter, Message } from '../read/facts.js';
import { codedFact, dated, open, timed, words, type Reading } from '../read/values.js';
import { defendantOf } from './defendant.js';
import { courtTypeOf, unitCode } from './unit.js';

/** What a hearing outcome says: its matters, and of itself. */
export type OutcomeFacts = Pick<Message, 'source' | 'handling' | 'matters'>;

/** HearingOutcome, inside an AnnotatedHearingOutcome and that inside a PNCUpdateDataset, or on its own. */
export function outcomeOf(outer: ElementPart, reading: Reading): OutcomeFacts {
  const annotated = outer.one('AnnotatedHearingOutcome') ?? outer;
  const outcome = annotated.one('HearingOutcome') ?? annotated;
  passOverAnnotations(outer, annotated);
  const pnc = annotated.one('CXE01', PNC_URIS);
  pnc?.passOver('FSC', 'CourtCases', 'PenaltyCases');
  const hearing = outcome.one('Hearing');
  const reference = hearing?.one('SourceReference');
  const cases = outcome.many('Case');
  if (cases.length === 0) hearing?.passOverAll();
  return {
    source: sourceOf(reference, reading),
    handling: classificationOf(reference, reading),
    matters: cases.map((part) => caseOf(part, hearing, pnc, reading.now)),
  };
}

/** What was done on the PNC with the outcome, and what the PNC said: no decision of the court. */
function passOverAnnotations(outer: ElementPart, annotated: ElementPart): void {
  outer.passOverIn(PNC_URIS, 'Operation');
  annotated.passOver('HasError', 'PNCQueryDate', 'PNCErrorMessage');
}

function sourceOf(part: ElementPart | undefined, reading: Reading): Message['source'] {
  part?.passOver('DocumentName', 'XSLstylesheetURL', 'SellByDate');
  const id = words(part, 'UniqueID', 120, reading);
  const type = words(part, 'DocumentType', 120, reading);
  const authoredAt = dated(part, 'TimeStamp', reading);
  return present<Message['source']>({
    authoredAt,
    sourceVersion: words(part, 'Version', 100, reading) ?? authoredAt,
    messageType: type === undefined ? undefined : { system: 'bichard7/document-type', code: type },
    references: id === undefined ? [] : [{ type: 'message', value: id }],
  });
}

/** Government Security Classifications, present and former. */
const CLASSIFICATIONS: ReadonlyMap<string, StatedHandling['sensitivity']> = new Map([
  ['UNCLASSIFIED', 'routine'],
  ['OFFICIAL', 'routine'],
  ['OFFICIAL-SENSITIVE', 'sensitive'],
  ['RESTRICTED', 'sensitive'],
]);

/** A classification that is not in the list is kept as a label and read as the highest (when in doubt, withhold). */
function classificationOf(part: ElementPart | undefined, reading: Reading): Message['handling'] {
  const code = words(part, 'SecurityClassification', 120, reading);
  if (code === undefined) return {};
  const known = CLASSIFICATIONS.get(code.toUpperCase().replace(/\s+/gu, '-'));
  return { sensitivity: known ?? 'highly-sensitive', labels: [{ system: 'cjs/security-classification', code }] };
}

function caseOf(part: ElementPart, hearing: ElementPart | undefined, pnc: ElementPart | undefined, now: Date): Matter {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  part.passOver('Urgent', 'ManualForceOwner', 'RecordableOnPNCindicator');
  const urn = words(part, 'PTIURN', 120, reading);
  const parties = part.many('HearingDefendant').map((defendant) => defendantOf(defendant, hearing, pnc, now));
  const languages = languagesOf(hearing, reading);
  return {
    path: part.path,
    key: urn,
    references: referencesOf(part, urn, reading),
    hearing: hearingOf(hearing, reading),
    heard: true,
    // The languages of the hearing were chosen for the one defendant it is about.
    parties: parties.map((party) => (party.person && languages.length > 0 ? { ...party, person: { ...party.person, languages } } : party)),
    professionals: [],
    codes: kept([
      open(part, 'CaseMarker', 'cjs/case-marker', reading),
      forceOf(part, reading),
      unitAs(part, 'CPSOrganisation', 'cjs/cps-organisation', reading),
    ]),
    measures: measuresOf(part, reading),
    restrictions: [],
    issues,
  };
}

function hearingOf(part: ElementPart | undefined, reading: Reading): Hearing {
  return {
    court: courtUnit(
      unitCode(part, 'CourtHearingLocation', reading),
      words(part, 'CourtHouseCode', 100, reading),
      words(part, 'CourtHouseName', 300, reading),
    ),
    at: timed(part, 'DateOfHearing', 'TimeOfHearing', reading),
    codes: kept([part && courtTypeOf(part, 'CourtType', reading)]),
    measures: kept(
      ['ReportRequestedDate', 'ReportCompletedDate'].map((name, index) => {
        const value = dated(part, name, reading);
        return value === undefined ? undefined : { name: index === 0 ? 'Report requested' : 'Report completed', value };
      }),
    ),
  };
}

function referencesOf(part: ElementPart, urn: string | undefined, reading: Reading): Reference[] {
  const court = part.one('CourtReference');
  const reference = (from: ElementPart | undefined, name: string, like: Omit<Reference, 'value'>): Reference | undefined => {
    const value = words(from, name, 120, reading);
    return value === undefined ? undefined : { ...like, value };
  };
  return kept([
    urn === undefined ? undefined : { type: 'case' as const, system: 'cjs/ptiurn', value: urn },
    reference(part, 'CourtCaseReferenceNumber', { type: 'court', system: 'pnc/court-case' }),
    reference(court, 'MagistratesCourtReference', { type: 'court', system: 'cjs/magistrates-court-reference' }),
    reference(court, 'CrownCourtReference', { type: 'court', system: 'cjs/crown-court-reference' }),
    reference(part, 'PenaltyNoticeCaseReferenceNumber', { type: 'case', system: 'cjs/penalty-notice' }),
    reference(part, 'PenaltyNoticeCaseReference', { type: 'case', system: 'cjs/penalty-notice' }),
  ]);
}

function measuresOf(part: ElementPart, reading: Reading): Measure[] {
  return kept([
    codedFact('Pre-charge decision', open(part, 'PreChargeDecisionIndicator', 'cjs/yes-no', reading)),
    codedFact('Court of Appeal result', open(part, 'CourtOfAppealResult', 'cjs/court-of-appeal-result', reading)),
  ]);
}

function forceOf(part: ElementPart, reading: Reading): Coding | undefined {
  return unitAs(part, 'ForceOwner', 'cjs/force-owner', reading);
}

function unitAs(part: ElementPart, name: string, system: string, reading: Reading): Coding | undefined {
  const unit = localCode(unitCode(part, name, reading), system);
  return unit && { system, code: unit.value };
}

/** HearingLanguage and HearingDocumentationLanguage; D stands for not known and is no language. */
function languagesOf(part: ElementPart | undefined, reading: Reading): Language[] {
  const language = (name: string): Language | undefined => {
    const stated = part?.noted(name);
    const code = fitText(stated?.text, 60, part?.place(name) ?? '/', reading.report);
    if (code === undefined || code === 'D') return undefined;
    return { language: LANGUAGES.get(code) ?? code, role: 'preferred', original: [{ system: 'cjs/language', code }] };
  };
  const hearing = language('HearingLanguage');
  const documents = language('HearingDocumentationLanguage');
  return kept([hearing, documents?.language === hearing?.language ? undefined : documents]);
}

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['E', 'en'],
  ['W', 'cy'],
]);
