import type { Word } from '../code-systems/published-table.js';
import { codeTable } from '../kit/code-table.js';

/* Enumerations of the OneRoster 1.1 and 1.2 CSV bindings. 1EdTech gives them no URIs; the systems named here are this project's. */

/** What a user is: RoleType of 1.1 and RoleEnum of 1.2 together. */
export const ROLE = codeTable<'student' | 'family' | 'staff'>('oneroster/role', 'staff', [
  ['student', 'student', 'Student'],
  ['guardian', 'family', 'Guardian'],
  ['parent', 'family', 'Parent'],
  ['relative', 'family', 'Relative'],
  ['teacher', 'staff', 'Teacher'],
  ['aide', 'staff', 'Aide'],
  ['administrator', 'staff', 'Administrator'],
  ['proctor', 'staff', 'Proctor'],
  ['counselor', 'staff', 'Counsellor'],
  ['districtAdministrator', 'staff', 'District administrator'],
  ['principal', 'staff', 'Principal'],
  ['siteAdministrator', 'staff', 'Site administrator'],
  ['systemAdministrator', 'staff', 'System administrator'],
]);

/** What an agent of a student is to the student. */
export const AGENT = codeTable<Word<'PERSON_ROLES'> & Word<'RELATIONSHIP_KINDS'>>('oneroster/role', 'other', [
  ['guardian', 'guardian', 'Guardian'],
  ['parent', 'parent', 'Parent'],
  ['relative', 'other-relative', 'Relative'],
  ['teacher', 'professional', 'Teacher'],
  ['aide', 'professional', 'Aide'],
  ['administrator', 'professional', 'Administrator'],
  ['proctor', 'professional', 'Proctor'],
  ['counselor', 'professional', 'Counsellor'],
  ['districtAdministrator', 'professional', 'District administrator'],
  ['principal', 'professional', 'Principal'],
  ['siteAdministrator', 'professional', 'Site administrator'],
  ['systemAdministrator', 'professional', 'System administrator'],
]);

/** demographics.csv sex: male and female in 1.1, `unspecified` and `other` besides in 1.2. */
export const SEX = codeTable<Word<'SEXES'>>('oneroster/sex', 'unknown', [
  ['male', 'male', 'Male'],
  ['female', 'female', 'Female'],
  ['unspecified', 'unknown', 'Unspecified'],
  ['other', 'unknown', 'Other'],
]);

/** Columns that say which groups of the census of the United States apply: no ethnicity of the DfE follows from any of them. */
export const RACES = [
  ['americanIndianOrAlaskaNative', 'American Indian or Alaska Native'],
  ['asian', 'Asian'],
  ['blackOrAfricanAmerican', 'Black or African American'],
  ['nativeHawaiianOrOtherPacificIslander', 'Native Hawaiian or other Pacific Islander'],
  ['white', 'White'],
  ['demographicRaceTwoOrMoreRaces', 'Two or more races'],
  ['hispanicOrLatinoEthnicity', 'Hispanic or Latino'],
] as const;
export const RACE_SYSTEM = 'oneroster/demographics';

/** Whether a grade is one of a school: CEDS grades, and the year groups of England that systems write in their place. */
export function isSchoolGrade(grade: string): boolean {
  if (/^(?:IT|PR|PK|TK|KG|UG|N[12]?|R|X)$/iu.test(grade)) return true;
  const [, number] = /^(?:year\s*|y)?(\d{1,2})$/iu.exec(grade) ?? [];
  return number !== undefined && Number(number) <= 14;
}

/** CEDS: postsecondary. */
export function isAfterSchool(grade: string): boolean {
  return /^PS$/iu.test(grade);
}
