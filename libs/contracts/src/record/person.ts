import { moment } from '../field/dates.js';
import { About, Many, One, Value, Values } from '../field/field.js';
import { oneOf, text, truth, whole } from '../field/scalar.js';
import {
  CARE_STATUS_KINDS,
  CARE_STATUS_STATES,
  CHILD_STATES,
  DISABILITIES,
  ETHNICITIES,
  GENDERS,
  LANGUAGE_ROLES,
  OBSERVED_ETHNICITIES,
  PERSON_ROLES,
  RELATIONSHIP_KINDS,
  SEXES,
  VISIBILITIES,
  YES_NO,
} from './codes.js';
import { codedClass, Coding, type Coded } from './coding.js';
import { Address, DatedValue, Identifier, localId, Organisation, Period, PersonName, Professional, StatedAge, Telecom } from './parts.js';

export const Sex = codedClass('Sex', SEXES, 'Sex as recorded (birth or registered sex), kept apart from gender.');
export const Gender = codedClass('Gender', GENDERS, 'Gender as recorded; FHIR administrative gender goes here, it is not birth sex.');
export const Ethnicity = codedClass('Ethnicity', ETHNICITIES, 'Self-defined ethnicity, in DfE codes, with the original code.');
export const ObservedEthnicity = codedClass(
  'ObservedEthnicity',
  OBSERVED_ETHNICITIES,
  'Officer-observed appearance; never merged with ethnicity.',
);
export const Disability = codedClass('Disability', DISABILITIES, 'A disability (CIN census list).');
export const PersonRole = codedClass('PersonRole', PERSON_ROLES, 'What a person is in this record.');
export const RelationshipKind = codedClass('RelationshipKind', RELATIONSHIP_KINDS, 'What one person is to another.');

@About('A language, what it is to the person, and whether an interpreter is needed.')
export class Language {
  @Value(text(60), { about: 'Language code (BCP 47 or the DfE list) or name.', example: 'pl', required: true })
  language!: string;
  @Value(oneOf(LANGUAGE_ROLES), { about: 'What the language is to the person.', example: 'first', required: true })
  role!: (typeof LANGUAGE_ROLES)[number];
  @Value(truth, { about: 'An interpreter is needed.', example: true })
  interpreterRequired?: boolean;
  @Many(() => Coding, 5, { about: 'The original codes.' })
  original?: Coding[];
}

@About('That a person has died, and how sure the source is.')
export class Death {
  @Value(oneOf(YES_NO), { about: 'Whether the person has died.', example: 'no', required: true })
  deceased!: (typeof YES_NO)[number];
  @Value(moment, { about: 'Date or time of death.', example: '2026-11-01' })
  at?: string;
  @One(() => Coding, { about: 'Death notification status: informal, formal, removed (UK Core).' })
  notification?: Coding;
}

@About('What any person in a record may carry.')
export class Demographics {
  @Many(() => PersonName, 30, { about: 'Names, current and former.' })
  names?: PersonName[];
  @One(() => DatedValue, { about: 'Date of birth.' })
  birthDate?: DatedValue;
  @One(() => StatedAge, { about: 'Age as stated.' })
  age?: StatedAge;
  @One(() => Death, { about: 'Death.' })
  death?: Death;
  @One(() => Sex, { about: 'Sex.' })
  sex?: Coded<(typeof SEXES)[number]>;
  @One(() => Gender, { about: 'Gender.' })
  gender?: Coded<(typeof GENDERS)[number]>;
  @Value(text(60), { about: 'Pronouns.', example: 'they/them' })
  pronouns?: string;
  @Many(() => Identifier, 30, { about: 'Identifiers.' })
  identifiers?: Identifier[];
  @Many(() => Address, 30, { about: 'Addresses.', locates: true })
  addresses?: Address[];
  @Many(() => Telecom, 30, { about: 'Telephone numbers and other contacts.', locates: true })
  telecoms?: Telecom[];
  @One(() => Ethnicity, { about: 'Self-defined ethnicity.' })
  ethnicity?: Coded<(typeof ETHNICITIES)[number]>;
  @One(() => Coding, { about: 'Who stated the ethnicity: the child, a parent, the school.' })
  ethnicitySource?: Coding;
  @One(() => ObservedEthnicity, { about: 'Officer-observed appearance.' })
  observedEthnicity?: Coded<(typeof OBSERVED_ETHNICITIES)[number]>;
  @Many(() => Language, 10, { about: 'Languages.' })
  languages?: Language[];
  @Many(() => Coding, 20, { about: 'Communication needs and reasonable adjustments.' })
  communicationNeeds?: Coding[];
  @Many(() => Disability, 20, { about: 'Disabilities.' })
  disabilities?: Coded<(typeof DISABILITIES)[number]>[];
  @One(() => Coding, { about: 'Religion.' })
  religion?: Coding;
  @One(() => Coding, { about: 'Nationality.' })
  nationality?: Coding;
  @One(() => Coding, { about: 'Occupation.' })
  occupation?: Coding;
}

@About('A placement of a child who does not live at home.')
export class Placement {
  @One(() => Coding, { about: 'Kind of placement.' })
  type?: Coding;
  @One(() => Organisation, { about: 'Who provides it.', locates: true })
  provider?: Organisation;
  @One(() => Period, { about: 'From when until when.' })
  period?: Period;
  @Value(moment, { about: 'When the child was removed from home.', example: '2026-02-11' })
  removedFromHomeAt?: string;
}

@About('A care, plan or support status of the child, now or in the past.')
export class CareStatus {
  @Value(oneOf(CARE_STATUS_KINDS), { about: 'Kind of status.', example: 'looked-after', required: true })
  kind!: (typeof CARE_STATUS_KINDS)[number];
  @Value(oneOf(CARE_STATUS_STATES), { about: 'Whether it holds.', example: 'current', required: true })
  state!: (typeof CARE_STATUS_STATES)[number];
  @One(() => Period, { about: 'From when until when.' })
  period?: Period;
  @One(() => Organisation, { about: 'Responsible authority.', locates: true })
  authority?: Organisation;
  @One(() => Placement, { about: 'Where the child is placed, for a status that places the child.', locates: true })
  placement?: Placement;
  @Value(oneOf(YES_NO), { about: 'A sibling has the same status.', example: 'unknown' })
  siblingAlso?: (typeof YES_NO)[number];
  @Many(() => Coding, 10, { about: 'The original codes.' })
  original?: Coding[];
}

@About(
  'The child the record is about. An adult is kept and routed, never made a child concern; an unborn child has an expected date and a mother.',
)
export class Child extends Demographics {
  @Value(oneOf(CHILD_STATES), { about: 'Born, unborn, deceased or adult on the day the source spoke.', example: 'born', required: true })
  state!: (typeof CHILD_STATES)[number];
  @One(() => DatedValue, { about: 'Expected date of delivery of an unborn child.' })
  expectedBirthDate?: DatedValue;
  @Value(whole(1, 20), { about: 'Birth order of a multiple birth.', example: 1 })
  birthOrder?: number;
  @Value(truth, { about: 'One of a multiple birth.', example: false })
  multipleBirth?: boolean;
  @One(() => Address, { about: 'Place of birth.', locates: true })
  birthPlace?: Address;
  @One(() => Organisation, { about: 'Current school or setting.', locates: true })
  school?: Organisation;
  @Value(text(10), { about: 'National Curriculum year group.', example: '5' })
  yearGroup?: string;
  @One(() => Organisation, { about: 'Registered general practice.', locates: true })
  generalPractice?: Organisation;
  @One(() => Organisation, { about: 'Nominated pharmacy.', locates: true })
  pharmacy?: Organisation;
  @Many(() => CareStatus, 30, { about: 'Looked-after, plan, special-needs and care statuses.' })
  careStatuses?: CareStatus[];
  @One(() => Organisation, { about: 'Local authority responsible for the child.', locates: true })
  localAuthority?: Organisation;
  @Many(() => Professional, 20, { about: 'Key worker, lead professional and others who work with the child.', locates: true })
  professionals?: Professional[];
  @Values(text(200), 30, { about: 'Services the child is known to.', example: 'CAMHS' })
  knownToServices?: string[];
  @Many(() => Coding, 20, { about: 'Warnings and risk markers the source holds about the child.' })
  markers?: Coding[];
  @Value(oneOf(YES_NO), { about: 'The child is a mother.', example: 'no' })
  isMother?: (typeof YES_NO)[number];
  @Many(() => Coding, 10, { about: 'Residential and immigration status.' })
  residentialStatus?: Coding[];
  @Many(() => Coding, 10, { about: 'How the family prefers to be contacted.' })
  contactPreferences?: Coding[];
  @Many(() => Coding, 10, { about: 'Reasons the source gives for a missing NHS number or UPN.' })
  identifierUnavailable?: Coding[];
}

@About('Another person in the record: family, household, suspect, witness, professional contact.')
export class InvolvedPerson extends Demographics {
  @Value(localId, { about: 'Id inside this record.', example: 'p1', required: true })
  personId!: string;
  @Many(() => PersonRole, 10, { about: 'What the person is in this record.', required: true })
  roles!: Coded<(typeof PERSON_ROLES)[number]>[];
  @One(() => RelationshipKind, { about: 'What the person is to the child.' })
  relationshipToChild?: Coded<(typeof RELATIONSHIP_KINDS)[number]>;
  @Value(oneOf(VISIBILITIES), { about: 'How widely the details may go.', example: 'normal', required: true })
  visibility!: (typeof VISIBILITIES)[number];
  @Value(oneOf(YES_NO), { about: 'Holds parental responsibility.', example: 'yes' })
  parentalResponsibility?: (typeof YES_NO)[number];
  @Value(oneOf(YES_NO), { about: 'Lives with the child.', example: 'yes' })
  livesWithChild?: (typeof YES_NO)[number];
  @Value(whole(1, 100), { about: 'Order in which to contact.', example: 1 })
  contactOrder?: number;
  @Value(oneOf(YES_NO), { about: 'Is to receive copies of letters about the child.', example: 'yes' })
  copiesOfLetters?: (typeof YES_NO)[number];
  @One(() => Period, { about: 'When the person had this part.' })
  period?: Period;
  @Many(() => Coding, 20, { about: 'Warnings and risk markers the source holds about the person.' })
  markers?: Coding[];
  @Value(text(2000), { about: 'Further words about the person.', example: 'Works nights', freeText: true })
  notes?: string;
}

@About('How two people of the record stand to each other.')
export class Relationship {
  @Value(localId, { about: '`child` or a personId.', example: 'p1', required: true })
  from!: string;
  @Value(localId, { about: '`child` or a personId.', example: 'child', required: true })
  to!: string;
  @One(() => RelationshipKind, { about: 'What `from` is to `to`.', required: true })
  kind!: Coded<(typeof RELATIONSHIP_KINDS)[number]>;
  @Value(truth, { about: 'Live together.', example: true })
  liveTogether?: boolean;
  @One(() => Period, { about: 'From when until when.' })
  period?: Period;
}
