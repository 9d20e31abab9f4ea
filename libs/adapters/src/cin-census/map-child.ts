import type { Absence, Child, Coded, DatedValue, Identifier } from '@mash-gateway/contracts';
import { DISABILITY } from '../code-systems/disability.js';
import { DFE_ETHNICITY } from '../code-systems/ethnicity.js';
import { DFE_GENDER, DFE_SEX, DIGIT_GENDER } from '../code-systems/gender.js';
import { UPN_UNKNOWN } from '../code-systems/upn-unknown.js';
import { childState } from '../kit/age.js';
import { codedBy, codingBy } from '../kit/code-table.js';
import { birthDate, datedValue, inFuture, momentOf, span } from '../kit/dates.js';
import { plainIdentifier, upn } from '../kit/identifiers.js';
import { notice, warning } from '../kit/issues.js';
import { fitList, kept, present } from '../kit/texts.js';
import { datesOf, partIn, partsIn, placeOf, valueIn, type PartSource } from './child-source.js';
import { authorityOf } from './map-header.js';

/** The child as the census identifies and describes it. Names and addresses are never asked. */
export function childOf(child: PartSource): { readonly child: Child; readonly absences: readonly Absence[] } {
  const ids = partIn(child, 'ChildIdentifiers');
  const characteristics = partIn(child, 'ChildCharacteristics');
  const born = birthDate(valueIn(ids, 'PersonBirthDate'), datesOf(ids, 'PersonBirthDate'));
  const expected = expectedDate(ids, born);
  const died = momentOf(valueIn(ids, 'PersonDeathDate'), datesOf(ids, 'PersonDeathDate'));
  const unavailable = unavailableUpn(ids);
  const { authority } = child.file.header;
  // A date of birth that cannot be read is still one: the child is born.
  const isBorn = valueIn(ids, 'PersonBirthDate') !== undefined;
  const state = !isBorn && expected !== undefined ? 'unborn' : childState(born, child.file.now, died !== undefined);
  return {
    child: present<Child>({
      state,
      birthDate: born,
      expectedBirthDate: expected,
      death: died === undefined ? undefined : { deceased: 'yes', at: died },
      sex: sexOf(ids),
      gender: genderOf(ids),
      identifiers: identifiersOf(ids),
      identifierUnavailable: kept([unavailable]),
      ethnicity: codedBy(DFE_ETHNICITY, valueIn(characteristics, 'Ethnicity'), placeOf(characteristics, 'Ethnicity'), child.report),
      disabilities: disabilitiesOf(characteristics),
      localAuthority: authority === undefined ? undefined : authorityOf(authority),
    }),
    absences: absencesOf(ids, unavailable?.code),
  };
}

/**
 * A child is born or expected; a file that says both is read as born, with what was expected kept. An expected date that is past, or more
 * than nine months ahead (POLE DS_003), is kept and said: a census comes months after its reference date, so the child may be born.
 */
function expectedDate(ids: PartSource, born: DatedValue | undefined): DatedValue | undefined {
  const place = placeOf(ids, 'ExpectedPersonBirthDate');
  const expected = datedValue(valueIn(ids, 'ExpectedPersonBirthDate'), datesOf(ids, 'ExpectedPersonBirthDate'));
  if (expected === undefined) return undefined;
  const { now } = ids.file;
  const latest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 9, now.getUTCDate()));
  if (born !== undefined) ids.report(warning('format.value', place, 'A child is born or expected, not both; read as born'));
  else if (span(expected.value).last < Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
    ids.report(warning('date.implausible', place, 'Past on the day of receipt: the child may be born'));
  else if (inFuture(expected.value, latest)) ids.report(warning('date.implausible', place, 'More than nine months ahead'));
  return expected;
}

/** Sex (2025 and later); a digit of the earlier list is read as that list has it. */
function sexOf(ids: PartSource): Child['sex'] {
  const written = valueIn(ids, 'Sex');
  if (written === undefined || DIGIT_GENDER.entries[written] === undefined)
    return codedBy(DFE_SEX, written, placeOf(ids, 'Sex'), ids.report);
  ids.report(notice('format.value', placeOf(ids, 'Sex'), 'A digit of the earlier list GenderCurrent; read so'));
  const coded = codedBy(DIGIT_GENDER, written, placeOf(ids, 'Sex'), ids.report);
  return coded && sexFrom(coded);
}

/** GenderCurrent (2024 and earlier); a letter of the list Sex is read as letters of the DfE's gender list. Never made into a sex. */
function genderOf(ids: PartSource): Child['gender'] {
  const written = valueIn(ids, 'GenderCurrent');
  const isLetter = written !== undefined && DFE_GENDER.entries[written] !== undefined;
  if (isLetter) ids.report(notice('format.value', placeOf(ids, 'GenderCurrent'), 'A letter of the later list Sex; read so'));
  return codedBy<NonNullable<Child['gender']>['normalised']>(
    isLetter ? DFE_GENDER : DIGIT_GENDER,
    written,
    placeOf(ids, 'GenderCurrent'),
    ids.report,
  );
}

function sexFrom({ normalised, original = [] }: Coded<NonNullable<Child['gender']>['normalised']>): Child['sex'] {
  return { normalised: normalised === 'male' || normalised === 'female' ? normalised : 'unknown', original };
}

/** The authority vouches for its own id unless two children of the file have it. UPNs are collated from elsewhere: nobody vouches for them. */
function identifiersOf(ids: PartSource): Identifier[] {
  const { report, file } = ids;
  const id = valueIn(ids, 'LAchildID');
  const isRepeated = id !== undefined && file.repeated.has(id);
  if (isRepeated) report(warning('format.ambiguous-child', placeOf(ids, 'LAchildID'), 'Another child of this file has the same id'));
  const { authority } = file.header;
  // Each authority numbers its own children: without the authority's number in its system an id could be another child elsewhere.
  const isNamed = authority !== undefined && /^\d{3}$/u.test(authority);
  const own = plainIdentifier(
    'la-child-id',
    id,
    { location: placeOf(ids, 'LAchildID'), report, vouched: !isRepeated && isNamed },
    present({ system: isNamed ? `dfe-cbds/la-child-id/${authority}` : 'dfe-cbds/la-child-id', assigner: authority }),
  );
  const former = partsIn(ids, 'FormerUPN').map((part) => upn(part.element?.text, { location: part.location, report, superseded: true }));
  return fitList(
    kept([own, upn(valueIn(ids, 'UPN'), { location: placeOf(ids, 'UPN'), report }), ...former]),
    30,
    placeOf(ids, 'FormerUPN'),
    report,
  );
}

function unavailableUpn(ids: PartSource) {
  const place = placeOf(ids, 'UPNunknown');
  const reason = codingBy(UPN_UNKNOWN, valueIn(ids, 'UPNunknown'), place, ids.report);
  if (reason !== undefined && valueIn(ids, 'UPN') !== undefined)
    ids.report(warning('format.value', place, 'A UPN, or the reason why there is none; both are kept'));
  return reason;
}

function absencesOf(ids: PartSource, unavailable: string | undefined): Absence[] {
  const names: Absence = { field: '/child/names', reason: 'not-asked', stated: 'The census holds no names' };
  if (unavailable === undefined || valueIn(ids, 'UPN') !== undefined) return [names];
  const entry = UPN_UNKNOWN.entries[unavailable];
  return [names, present<Absence>({ field: '/child/identifiers/upn', reason: entry?.normalised ?? 'unknown', stated: entry?.display })];
}

function disabilitiesOf(characteristics: PartSource): Child['disabilities'] {
  const parts = partsIn(partIn(characteristics, 'Disabilities'), 'Disability');
  const listed = parts.map(({ element, location, report }) => codedBy(DISABILITY, element?.text, location, report));
  return fitList(kept(listed), 20, placeOf(characteristics, 'Disabilities'), characteristics.report);
}
