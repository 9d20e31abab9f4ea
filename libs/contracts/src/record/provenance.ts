import { calendarDate, instant, moment } from '../field/dates.js';
import { About, Many, One, Value, Values } from '../field/field.js';
import { matching, oneOf, text, truth, whole } from '../field/scalar.js';
import { ISSUE_CODES } from '../intake/issue-codes.js';
import {
  ABSENCE_REASONS,
  AGENCIES,
  ARTICLE_6,
  CHANGES,
  CONSENT,
  NHS_NUMBER_ABSENT_REASONS,
  PURPOSES,
  REGIMES,
  RETENTION_CLASSES,
  SENSITIVITIES,
} from './codes.js';
import { Coding, systemName } from './coding.js';
import { localId, Organisation, Professional, Reference } from './parts.js';

/** An id minted by the gateway: opaque, URL-safe, holding nothing of the child. */
export const opaqueId = matching('opaqueId', '[A-Za-z0-9][A-Za-z0-9_-]{7,99}', 100);
/** Id of a feed or recipient. */
export const partyId = matching('partyId', '[a-z][a-z0-9-]{1,39}', 40);
const version = matching('version', '[0-9A-Za-z][0-9A-Za-z.+_-]*', 60);
/** JSON Pointer into the record (RFC 6901), or a location in the source. */
const location = text(500);

@About('A statement that a field is not there, and which of four different reasons holds. An absent field without one is unstated.')
export class Absence {
  @Value(matching('pointer', '(?:/[A-Za-z0-9_-]+)+', 300), {
    about: 'JSON Pointer of the missing field.',
    example: '/child/addresses',
    required: true,
  })
  field!: string;
  @Value(oneOf(ABSENCE_REASONS), { about: 'Unknown, withheld, not asked or not applicable.', example: 'withheld', required: true })
  reason!: (typeof ABSENCE_REASONS)[number];
  @Value(text(300), { about: 'How the source said so.', example: 'PDS security label R' })
  stated?: string;
}

@About('Something wrong or missing: code, severity and location, never the value.')
export class Issue {
  @Value(oneOf(ISSUE_CODES), { about: 'Catalogue code.', example: 'identifier.check-digit', required: true })
  code!: (typeof ISSUE_CODES)[number];
  @Value(oneOf(['error', 'warning', 'information']), {
    about: 'Error: the record or submission was refused.',
    example: 'warning',
    required: true,
  })
  severity!: 'error' | 'warning' | 'information';
  @Value(location, {
    about: 'Where, in the source (XML path, FHIRPath, CTF element, line and column) or the record (JSON Pointer).',
    example: 'Patient.identifier[0]',
    required: true,
  })
  location!: string;
  @Value(text(300), { about: 'The rule that was not met, never the value.', example: 'NHS number fails its modulus 11 check' })
  rule?: string;
}

@About('What the source sent that has no place in the contract, by location and reason, never by value.')
export class Unmapped {
  @Value(location, { about: 'Source path.', example: 'Patient.photo', required: true })
  location!: string;
  @Value(text(200), { about: 'Why.', example: 'Images are never carried inline', required: true })
  reason!: string;
}

@About('How good the record is.')
export class Quality {
  @Many(() => Issue, 500, { about: 'Warnings and notes on this record.' })
  issues?: Issue[];
  @Many(() => Unmapped, 200, { about: 'What could not be mapped.' })
  unmapped?: Unmapped[];
  @Values(text(100), 50, { about: 'What the source itself withheld.', example: 'addresses' })
  withheldBySource?: string[];
  @Value(whole(0, 1_000_000), { about: 'Sufficiency score in hundredths, where rules have been applied.', example: 8500 })
  sufficiency?: number;
}

@About('Who said it, how it came, and where it stood in what came.')
export class Source {
  @Value(oneOf(AGENCIES), { about: 'Agency.', example: 'police', required: true })
  agency!: (typeof AGENCIES)[number];
  @One(() => Organisation, { about: 'Organisation that sent it.', locates: true })
  organisation?: Organisation;
  @Value(text(200), { about: 'System that wrote it.', example: 'Example RMS' })
  system?: string;
  @Value(partyId, { about: 'Feed it came through; set by the gateway.', example: 'police-demo' })
  feed?: string;
  @Value(text(100), { about: 'Standard and version.', example: 'FHIR R4', required: true })
  standard!: string;
  @Value(text(60), { about: 'Adapter id.', example: 'fhir-r4', required: true })
  adapter!: string;
  @Value(version, { about: 'Version of the adapter mapping.', example: '1.0.0', required: true })
  mappingVersion!: string;
  @Value(text(300), { about: 'Id of the record in its source: the anchor of order and duplicates.', example: 'urn:example:notice:000123' })
  sourceRecordId?: string;
  @Value(text(100), { about: 'Version of the record in its source.', example: '3' })
  sourceVersion?: string;
  @Value(whole(1, 100_000_000), { about: 'Position in the submission, from 1.', example: 1, required: true })
  position!: number;
  @Value(whole(0, Number.MAX_SAFE_INTEGER), {
    about: 'Order among versions of one source record, where the source states one.',
    example: 3,
  })
  sequence?: number;
  @Value(oneOf(CHANGES), {
    about: 'What the statement is to earlier ones: partial leaves absent fields unstated, full makes them empty.',
    example: 'partial',
    required: true,
  })
  change!: (typeof CHANGES)[number];
  @Value(moment, { about: 'When the source wrote it.', example: '2026-11-20T22:05:00Z' })
  authoredAt?: string;
  @Value(instant, { about: 'When the gateway received it; set by the gateway.', example: '2026-11-20T22:06:00Z' })
  receivedAt?: string;
  @Value(opaqueId, { about: 'Submission it came in; set by the gateway.', example: '0193a5b2c7d87000a1b2c3d4' })
  submissionId?: string;
  @One(() => Professional, { about: 'Who wrote it.', locates: true })
  author?: Professional;
  @One(() => Coding, { about: 'Kind of message, as the source coded it: event, descriptor, collection.' })
  messageType?: Coding;
  @One(() => Organisation, { about: 'Whom the source addressed it to.', locates: true })
  addressedTo?: Organisation;
  @Value(moment, { about: 'When the record was first made in the source.', example: '2024-09-03' })
  createdAt?: string;
  @Value(calendarDate, { about: 'The day for which the statement is true, where the source names one.', example: '2026-03-31' })
  referenceDate?: string;
  @Value(moment, { about: 'When the source says the message is no longer to be used.', example: '2027-11-20' })
  expiresAt?: string;
  @Many(() => Reference, 20, { about: 'Reference numbers of the message.' })
  references?: Reference[];
  @Value(opaqueId, { about: 'recordId of the newer version that was already accepted.', example: 'r-8f14e45fceea167a' })
  supersededBy?: string;
}

@About('A document named by the source: referenced, never inline.')
export class DocumentReference {
  @Value(localId, { about: 'Id inside this record.', example: 'd1', required: true })
  documentId!: string;
  @One(() => Coding, { about: 'Type.' })
  type?: Coding;
  @Value(text(100), { about: 'Media type.', example: 'application/pdf' })
  mediaType?: string;
  @Value(whole(0, Number.MAX_SAFE_INTEGER), { about: 'Size in bytes.', example: 12345 })
  size?: number;
  @Value(matching('sha256', '[0-9a-f]{64}', 64), { about: 'SHA-256 in hexadecimal.', example: 'a'.repeat(64) })
  sha256?: string;
  @Value(text(1000), { about: 'Reference to fetch it by.', example: 'Binary/123', locates: true })
  reference?: string;
  @Value(text(300), { about: 'Title.', example: 'Discharge letter', freeText: true })
  title?: string;
  @Value(moment, { about: 'When it was made.', example: '2026-11-20' })
  createdAt?: string;
}

@About('What the source itself says about handling.')
export class StatedHandling {
  @Value(oneOf(SENSITIVITIES), { about: 'Sensitivity.', example: 'sensitive' })
  sensitivity?: (typeof SENSITIVITIES)[number];
  @Value(truth, { about: 'The child must not be found: locating fields are withheld from a recipient without the right.', example: false })
  restricted?: boolean;
  @Many(() => Coding, 10, { about: 'Security labels as coded by the source.' })
  labels?: Coding[];
  @Value(truth, { about: 'Holds information given by or about a third party.', example: false })
  thirdParty?: boolean;
  @Value(text(200), { about: 'Police intelligence handling code or conditions.', example: 'P' })
  intelligenceHandling?: string;
  @Many(() => Coding, 10, {
    about: "Lawful basis on which the source says it shares. The gateway's own basis comes from the agreement, never from here.",
  })
  basisStated?: Coding[];
  @Value(oneOf(CONSENT), { about: 'Whether consent to share was sought (it is rarely the basis).', example: 'not-sought' })
  consentSought?: (typeof CONSENT)[number];
  @Value(text(2000), { about: 'Why consent was not sought.', example: 'Would prejudice the purpose', freeText: true })
  reasonIfNot?: string;
  @Value(text(500), { about: 'Result of the detriment test of Children Act 2004 s.16LA.', example: 'Not detrimental' })
  detrimentTest?: string;
  @Value(oneOf(NHS_NUMBER_ABSENT_REASONS), { about: 'Why the NHS number is left out (Children Act 2004 s.16LC).', example: 'not-known' })
  nhsNumberAbsentReason?: (typeof NHS_NUMBER_ABSENT_REASONS)[number];
}

@About('Lawful basis, purpose and guard of the record. No record is published without lawful basis and purpose.')
export class Handling extends StatedHandling {
  @Value(oneOf(REGIMES), { about: 'UK GDPR, or Part 3 of the Data Protection Act 2018.', example: 'uk-gdpr', required: true })
  regime!: (typeof REGIMES)[number];
  @Value(text(200), { about: 'Controller of the information.', example: 'Exampleshire County Council', required: true })
  controller!: string;
  @Value(oneOf(ARTICLE_6), { about: 'UK GDPR Article 6(1) basis.', example: 'e', required: true })
  article6!: (typeof ARTICLE_6)[number];
  @Value(matching('article9', '[a-j]', 1), { about: 'UK GDPR Article 9(2) condition.', example: 'g' })
  article9?: string;
  @Value(text(200), { about: 'Article 10 condition for criminal-offence information.', example: 'official authority' })
  article10Condition?: string;
  @Value(text(100), { about: 'Data Protection Act 2018 Schedule 1 condition.', example: 'para 18' })
  schedule1?: string;
  @Value(text(100), { about: 'Data Protection Act 2018 Schedule 8 condition (Part 3 processing).', example: 'para 4' })
  schedule8?: string;
  @Value(text(200), { about: 'Statutory duty.', example: 'statutory_duty_CA2004_16LA' })
  statutoryDuty?: string;
  @Value(text(200), { about: 'Reference of the Appropriate Policy Document.', example: 'APD-2026-01' })
  apdRef?: string;
  @Value(oneOf(PURPOSES), { about: 'Purpose.', example: 'safeguarding', required: true })
  purpose!: (typeof PURPOSES)[number];
  @Value(partyId, { about: 'Agreement under which it is shared.', example: 'demo-agreement', required: true })
  agreementId!: string;
  @Value(oneOf(RETENTION_CLASSES), { about: 'How long it is to be kept.', example: 'transit' })
  retentionClass?: (typeof RETENTION_CLASSES)[number];
  @Value(systemName, { about: 'Policy version that ruled.', example: 'demo-agreement:1' })
  policyVersion?: string;
}

@About('How this record was delivered to this recipient.')
export class Delivery {
  @Value(whole(1, Number.MAX_SAFE_INTEGER), {
    about: 'Number of this record for this recipient and child, without gaps.',
    example: 1,
    required: true,
  })
  sequence!: number;
  @Value(opaqueId, { about: 'ce_id of the record this one replaces.', example: 'e-8f14e45fceea167a' })
  replaces?: string;
  @Value(truth, { about: 'Sent because the child became of interest, not because it is new.', example: false })
  backfill?: boolean;
  @Value(truth, { about: 'An earlier record of this child could not be published.', example: false })
  precededByDeadLetter?: boolean;
}
