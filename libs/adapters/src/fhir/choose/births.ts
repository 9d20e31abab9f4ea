import type { DatedValue } from '@mash-gateway/contracts';
import { birthDate, inFuture } from '../../kit/dates.js';
import { UNBORN_CODES } from '../codes/codes-safeguarding.js';
import type { Element } from '../read/element.js';
import type { Entry } from './entries.js';
import { EXTENSIONS, NHS_NUMBER_SYSTEMS } from '../codes/systems.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';

/** SNOMED 237364002 stillbirth: asked in PDS birth messages with the NHS live-or-stillbirth codes 1 to 4. */
const STILLBIRTH = '237364002';
/** NHS Data Dictionary, live or stillbirth: 1 is live; 2, 3 and 4 are stillbirths. */
const STILLBORN_VALUES: ReadonlySet<string> = new Set(['2', '3', '4', 'Y', 'SB']);
/** Estimated date of delivery: LOINC 11778-8, 11779-6, 11780-4; SNOMED 161714006. */
const EXPECTED_DATE: ReadonlySet<string> = new Set(['11778-8', '11779-6', '11780-4', '161714006']);
/** The longest pregnancy, with a margin: a date of birth further ahead is a mistake, not an expected date. */
const LONGEST_PREGNANCY_DAYS = 320;
/** Years: puberty before nine is rare, and pregnancy before it is not known in England. */
const YOUNGEST_PREGNANT = 9;

/** Whether the entries about a person say that it was stillborn: such a person has no child record. */
export function isStillborn(patient: Element | undefined, own: readonly Entry[]): boolean {
  const indicator = patient?.extension(...EXTENSIONS.stillBorn)?.one('valueCodeableConcept');
  if (indicator && codesIn(indicator.value).some((code) => STILLBORN_VALUES.has(code))) return true;
  return own.some(({ resource, type }) => {
    if (!resource || !codesIn(resource.value['code']).includes(STILLBIRTH)) return false;
    if (type === 'Condition') return true;
    return (
      type === 'Observation' &&
      (codesIn(resource.value['valueCodeableConcept']).some((code) => STILLBORN_VALUES.has(code)) ||
        resource.value['valueBoolean'] === true)
    );
  });
}

/** Whether a resource is about an unborn child, by one of its codes (BaRS 878111000000109, CP-IS UCPI). */
export function concernsUnborn(resource: Element): boolean {
  return codesIn(resource.value).some((code) => UNBORN_CODES.has(code));
}

/** Whether a resource states an expected date of delivery. */
export function statesExpectedDate(resource: Element): boolean {
  return resource.resourceType === 'Observation' && codesIn(resource.value['code']).some((code) => EXPECTED_DATE.has(code));
}

/** The date of birth of a Patient as far as it can be read; tells nobody what is wrong with it. */
export function quietBirthDate(patient: Element | undefined, now: Date): DatedValue | undefined {
  const value = patient?.value['birthDate'];
  return birthDate(typeof value === 'string' ? value : undefined, { location: '/', report: () => undefined, now });
}

/** A date of birth that is yet to come, no further off than a pregnancy lasts, is an expected date. */
export function isExpected(born: DatedValue | undefined, now: Date): boolean {
  if (born === undefined || !inFuture(born.value, now)) return false;
  const latest = new Date(now.getTime() + LONGEST_PREGNANCY_DAYS * 24 * 60 * 60 * 1000);
  return !inFuture(born.value, latest);
}

/** Whether somebody is certainly too young to be pregnant: what is said about an unborn child was said of them before they were born. */
export function isTooYoungToCarry(born: DatedValue | undefined, now: Date): boolean {
  return born !== undefined && now.getUTCFullYear() - Number(born.value.slice(0, 4)) < YOUNGEST_PREGNANT;
}

/** Nobody has an NHS number before birth: who has one, has been born. */
export function hasNhsNumber(person: JsonObject | undefined): boolean {
  const list = person?.['identifier'];
  return (isList(list) ? list : [list]).some(
    (item) => isObject(item) && typeof item['system'] === 'string' && NHS_NUMBER_SYSTEMS.has(item['system']),
  );
}

/** Every code anywhere inside a value. */
function codesIn(value: Json | undefined): string[] {
  if (isList(value)) return value.flatMap(codesIn);
  if (!isObject(value)) return [];
  const own = value['code'];
  return [
    ...(typeof own === 'string' ? [own] : []),
    ...Object.entries(value).flatMap(([key, item]) => (key === 'contained' ? [] : codesIn(item))),
  ];
}
