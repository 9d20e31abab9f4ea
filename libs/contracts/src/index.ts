export { About, Many, One, Value, Values, aboutClass, fieldsOf } from './field/field.js';
export type { ContractClass, FieldNotes, FieldShape, FieldSpec } from './field/field.js';
export { matching, oneOf, text, truth, whole } from './field/scalar.js';
export type { Scalar } from './field/scalar.js';
export { calendarDate, instant, moment, partialDate } from './field/dates.js';
export * as codes from './record/codes.js';
export { NEVER_OUT_OF_SCOPE } from './record/codes.js';
export { Coding, systemName } from './record/coding.js';
export type { Coded } from './record/coding.js';
export {
  Address,
  DatedValue,
  Identifier,
  Organisation,
  Period,
  PersonName,
  Professional,
  Reference,
  StatedAge,
  Telecom,
  When,
} from './record/parts.js';
export { CareStatus, Child, Death, InvolvedPerson, Language, Placement, Relationship } from './record/person.js';
export { ChildVoice, Circumstances, Information, Place, Severity } from './record/information.js';
export {
  Birth,
  Charge,
  CourtResult,
  DemographicChange,
  Encounter,
  Enquiry,
  FlagDetail,
  InvolvedObject,
  Involvement,
  Measure,
  MissingEpisode,
  Plan,
  Referral,
} from './record/information-details.js';
export {
  AbsenceCount,
  Attendance,
  Enrolment,
  Exclusion,
  FreeSchoolMeals,
  SpecialNeeds,
  StageAssessment,
} from './record/information-education.js';
export { Absence, Delivery, DocumentReference, Handling, Issue, Quality, Source, StatedHandling, Unmapped } from './record/provenance.js';
export { ChildRecord, MappedRecord, MAX_RECORD_BYTES, READABLE_VERSIONS, SCHEMA_VERSION } from './record/child-record.js';
export { ISSUE_CODES } from './intake/issue-codes.js';
export type { IssueCode } from './intake/issue-codes.js';
export { validateContract } from './instance.js';
export { jsonSchemaOf } from './schema/json-schema.js';
export type { JsonSchema } from './schema/json-schema.js';
export { catalogueEntry, problem, Problem, PROBLEM_CODES, PROBLEM_MEDIA_TYPE, PROBLEM_TYPE_BASE, problemOf } from './intake/problems.js';
export type { Occurrence, ProblemCode } from './intake/problems.js';
export type { CatalogueEntry } from './intake/catalogue-entry.js';
export type { RequestCode } from './intake/request-catalogue.js';
export { Receipt, RECEIPT_STATUSES, ReceiptRecord, ReceiptSummary, RECORD_OUTCOMES, RecordStatus } from './intake/receipt.js';
export {
  AUDIT_ROOT_TOPIC,
  CLUSTER_REPLICATION,
  DEAD_LETTER_TOPIC,
  inboundTopic,
  isPartyId,
  operationsTopics,
  recipientTopic,
  topicOfFeed,
  topicsOfRecipient,
} from './delivery/topics.js';
export type { RecipientStream, TopicDefinition } from './delivery/topics.js';
export {
  DeadLetter,
  DeadLetterAttempt,
  DeadLetterList,
  Replay,
  ReplayItem,
  ReplaySummary,
  DEAD_LETTER_STAGES,
  DEAD_LETTER_STATES,
  REPLAY_OUTCOMES,
} from './delivery/dead-letter.js';
export {
  CHILD_RECORD_DATASCHEMA,
  CHILD_RECORD_MEDIA_TYPE,
  CHILD_RECORD_TYPE,
  childRecordHeaders,
  recordWithdrawnHeaders,
  deadLetterHeaders,
  DEAD_LETTER_TYPE,
  DEAD_LETTER_DATASCHEMA,
  RECORD_WITHDRAWN_TYPE,
  RECORD_WITHDRAWN_DATASCHEMA,
  readEventHeaders,
} from './delivery/cloud-event.js';
export type { ChildRecordEvent, DeadLetterEvent, EventHeaders, ReceivedEvent } from './delivery/cloud-event.js';
export { basisFaults } from './record/lawful-bases.js';
export type { BasisFault, BasisStatement, ControllerKind } from './record/lawful-bases.js';
export { ARTICLE_10, ARTICLE_6_BASES, ARTICLE_9, SCHEDULE_1, SCHEDULE_8 } from './record/legal-tables.js';
export type { LegalEntry, Schedule1Entry } from './record/legal-tables.js';
export { contractCheck } from './schema/record-check.js';
export type { ContractCheck } from './schema/record-check.js';
export { componentSchemas, GUARD_KEYWORDS } from './schema/json-schema.js';
export { openApiDocument } from './documents/openapi.js';
export { asyncApiDocument } from './documents/asyncapi.js';
export { schemaFile, schemaId, schemas } from './documents/schemas.js';
export type { SchemaName } from './documents/schemas.js';
export {
  AuditRoot,
  ChildIdentity,
  ChildJoined,
  ChildMerged,
  Deadline,
  Decision,
  HandlingChanged,
  RecordWithdrawn,
} from './delivery/events.js';
