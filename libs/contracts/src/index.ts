export { About, Many, One, Value, Values, aboutClass, fieldsOf } from './field/field.js';
export type { ContractClass, FieldNotes, FieldShape, FieldSpec } from './field/field.js';
export { matching, oneOf, text, truth, whole } from './field/scalar.js';
export type { Scalar } from './field/scalar.js';
export { calendarDate, instant, moment, partialDate } from './field/dates.js';
export * as codes from './record/codes.js';
export { NEVER_OUT_OF_SCOPE } from './record/codes.js';
export { Coding } from './record/coding.js';
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
export { CareStatus, Child, Death, InvolvedPerson, Language, Relationship } from './record/person.js';
export { ChildVoice, Circumstances, Information, Place, Severity } from './record/information.js';
export {
  Attendance,
  Birth,
  CourtResult,
  DemographicChange,
  Encounter,
  Enrolment,
  Exclusion,
  FlagDetail,
  FreeSchoolMeals,
  Involvement,
  Measure,
  MissingEpisode,
  Plan,
  Referral,
  SpecialNeeds,
  StageAssessment,
} from './record/information-details.js';
export { Absence, Delivery, DocumentReference, Handling, Issue, Quality, Source, StatedHandling, Unmapped } from './record/provenance.js';
export { ChildRecord, MappedRecord, MAX_RECORD_BYTES, SCHEMA_VERSION } from './record/child-record.js';
export { ISSUE_CODES } from './intake/issue-codes.js';
export type { IssueCode } from './intake/issue-codes.js';
export { validateContract } from './instance.js';
export { jsonSchemaOf } from './schema/json-schema.js';
export type { JsonSchema } from './schema/json-schema.js';
