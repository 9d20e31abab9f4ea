import type { DatedValue, InvolvedPerson, StatedAge } from '@mash-gateway/contracts';
import { warning, type Report } from '../kit/issues.js';
import { PARENTS } from './codes.js';
import { MOTHER } from './map-child.js';
import type { Demographics } from './facts.js';

/** What the mandatory sets of POLE P_009 and P_011 are checked against. */
export interface Checked {
  /** Path of the notice. */
  readonly notice: string;
  /** Path of the child. */
  readonly path: string;
  readonly child: Demographics;
  readonly persons: readonly InvolvedPerson[];
  /** Pointers below the child that the force said are missing, and why: said so is not forgotten. */
  readonly stated: ReadonlySet<string>;
}

/** P_009 Vulnerable Child: each part of the mandatory set that is neither there nor said to be missing. Never a reason to refuse. */
export function checkVulnerableChild(checked: Checked, report: Report): void {
  const { notice, path, child, persons, stated } = checked;
  const lacking = (found: unknown, field: string): boolean => !found && !stated.has(field);
  const names = child.names ?? [];
  const named = stated.has('/names');
  if (
    !named &&
    lacking(
      names.some((name) => name.given),
      '/names/given',
    )
  )
    report(warning('child.missing-name', `${path}/Name/GivenName`, 'P_009: given name (DS_031)'));
  if (
    !named &&
    lacking(
      names.some((name) => name.family),
      '/names/family',
    )
  )
    report(warning('child.missing-name', `${path}/Name/Surname`, 'P_009: surname (DS_032)'));
  if (lacking(child.birthDate, '/birthDate'))
    report(warning('child.missing-birth-date', `${path}/BirthDate`, 'P_009: date of birth (DS_034)'));
  if (lacking(ageKnown(child.birthDate, child.age), '/age')) missing(`${path}/Age`, 'P_009: age (DS_120)');
  if (lacking(child.gender, '/gender')) missing(`${path}/Gender`, 'P_009: gender (DS_037)');
  if (
    lacking(
      child.addresses?.some((address) => address.use === 'home'),
      '/addresses',
    )
  )
    missing(`${path}/Address`, 'P_009: home address (DS_005 to DS_010)');
  const parents = persons.filter(isParent);
  if (!parents.some(fullyNamed)) missing(`${notice}/Persons`, "P_009: a parent's given name and surname (DS_031, DS_032)");
  if (!persons.some((person) => person.relationshipToChild && PARENTS.has(person.relationshipToChild.normalised)))
    missing(`${notice}/Relationships`, "P_009: the parent's relationship (DS_047)");
  const reachable = [child, ...parents].some((person) => (person.telecoms ?? []).length > 0);
  if (lacking(reachable, '/telecoms')) missing(`${path}/Telephone`, 'P_009: a telephone (DS_053) or email (DS_054)');

  function missing(location: string, rule: string): void {
    report(warning('format.missing', location, rule));
  }
}

/** P_011 Unborn: the mother's surname and the expected date. */
export function checkUnborn(checked: Checked, expected: DatedValue | undefined, report: Report): void {
  const mother = checked.persons.find((person) => person.relationshipToChild?.normalised === 'mother');
  if (!mother?.names?.some((name) => name.family) && !checked.stated.has(MOTHER))
    report(warning('format.missing', `${checked.path}/MotherSurname`, "P_011: the mother's surname (DS_032)"));
  if (!expected && !checked.stated.has('/expectedBirthDate'))
    report(warning('format.missing', `${checked.path}/ExpectedDate`, 'P_011: expected date (DS_003)'));
}

/** A whole date of birth tells the age. */
function ageKnown(born: DatedValue | undefined, age: StatedAge | undefined): boolean {
  return age !== undefined || born?.precision === 'day';
}

function isParent(person: InvolvedPerson): boolean {
  const related = person.relationshipToChild && PARENTS.has(person.relationshipToChild.normalised);
  return related === true || person.roles.some((role) => role.normalised === 'parent' || role.normalised === 'carer');
}

function fullyNamed(person: InvolvedPerson): boolean {
  return (person.names ?? []).some((name) => name.given !== undefined && name.family !== undefined);
}
