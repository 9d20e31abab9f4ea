import type { CsvColumns } from '../../kit/csv-columns.js';

/*
 * Columns of the files that say something of a child, under their names in OneRoster 1.1 and 1.2, with the names of 1.0 and of systems
 * beside them. A column is known by its heading and never by its place (CSV binding 1.1 §3).
 */

const BASE = { sourcedId: [], status: [], dateLastModified: [] } as const;

export const USERS = {
  ...BASE,
  enabledUser: [],
  orgSourcedIds: ['orgSourcedId'],
  role: [],
  username: [],
  userIds: ['userId'],
  givenName: [],
  familyName: [],
  middleName: [],
  identifier: [],
  email: [],
  sms: [],
  phone: [],
  agentSourcedIds: ['agents', 'agentSourcedId'],
  grades: ['grade'],
  password: [],
  userMasterIdentifier: [],
  preferredGivenName: ['preferredFirstName'],
  preferredMiddleName: [],
  preferredFamilyName: ['preferredLastName'],
  primaryOrgSourcedId: [],
  pronouns: [],
} as const satisfies CsvColumns<string>;

export const DEMOGRAPHICS = {
  ...BASE,
  userSourcedId: [],
  birthDate: [],
  sex: ['gender'],
  americanIndianOrAlaskaNative: [],
  asian: [],
  blackOrAfricanAmerican: [],
  nativeHawaiianOrOtherPacificIslander: [],
  white: [],
  demographicRaceTwoOrMoreRaces: [],
  hispanicOrLatinoEthnicity: [],
  countryOfBirthCode: [],
  stateOfBirthAbbreviation: [],
  cityOfBirth: [],
  publicSchoolResidenceStatus: [],
} as const satisfies CsvColumns<string>;

export const ENROLLMENTS = {
  ...BASE,
  classSourcedId: [],
  schoolSourcedId: [],
  userSourcedId: [],
  role: [],
  primary: [],
  beginDate: [],
  endDate: [],
} as const satisfies CsvColumns<string>;

export const ROLES = {
  ...BASE,
  userSourcedId: [],
  roleType: [],
  role: [],
  beginDate: [],
  endDate: [],
  orgSourcedId: [],
  userProfileSourcedId: [],
} as const satisfies CsvColumns<string>;

export const ORGS = { ...BASE, name: [], type: [], identifier: [], parentSourcedId: [] } as const satisfies CsvColumns<string>;

export const CLASSES = {
  ...BASE,
  title: [],
  grades: [],
  courseSourcedId: [],
  classCode: [],
  classType: [],
  location: [],
  schoolSourcedId: [],
  termSourcedIds: ['termSourcedId'],
  subjects: [],
  subjectCodes: [],
  periods: [],
} as const satisfies CsvColumns<string>;

export const MANIFEST = { propertyName: [], value: [] } as const satisfies CsvColumns<string>;

/** Files that are read, by their name without `.csv`. */
export const FILES = {
  users: USERS,
  demographics: DEMOGRAPHICS,
  enrollments: ENROLLMENTS,
  roles: ROLES,
  orgs: ORGS,
  classes: CLASSES,
  manifest: MANIFEST,
} as const;
export type FileKind = keyof typeof FILES;

/** Files of the standard that are not read, and why. */
export const NOT_READ: Readonly<Record<string, string>> = {
  userprofiles: 'Accounts of people, with their passwords',
  academicsessions: 'Terms and years',
  courses: 'Courses',
  categories: 'Kinds of marks',
  classresources: 'Learning material',
  courseresources: 'Learning material',
  resources: 'Learning material',
  userresources: 'Learning material',
  lineitems: 'Tests and tasks',
  lineitemlearningobjectiveids: 'Tests and tasks',
  lineitemscoresscales: 'Tests and tasks',
  results: 'Marks of tests and tasks',
  resultlearningobjectiveids: 'Marks of tests and tasks',
  resultscorescales: 'Marks of tests and tasks',
  scorescales: 'Scales of marks',
};

/** `metadata.*` of the binding (1.2 §3.2), and the extensions `ext_*` that systems write. */
export function isExtension(heading: string): boolean {
  return /^(?:metadata\.|ext_)/iu.test(heading);
}
