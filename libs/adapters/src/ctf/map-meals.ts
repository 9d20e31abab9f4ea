import type { FreeSchoolMeals, Information } from '@mash-gateway/contracts';
import { day, type DateReading } from '../kit/dates.js';
import type { Report } from '../kit/issues.js';
import { fitText, present } from '../kit/texts.js';
import { at, childrenOf, textAt } from '../kit/xml-tree.js';
import type { Entry } from './entry.js';
import { locate, locateItem, type PupilSource } from './pupil-source.js';

/** Spells of free school meals, each an entry. */
export function freeMealEntries(pupil: PupilSource): Entry[] {
  return freeMealSpells(pupil, pupil.report).map((spell) => {
    const occurredAt = present<Partial<NonNullable<Information['occurredAt']>>>({ start: spell.startDate, end: spell.endDate });
    const when = Object.keys(occurredAt).length > 0 ? { occurredAt: { ...occurredAt, precision: 'day' as const } } : {};
    return { kind: 'free-school-meals', dfeRecordType: 'education.details', ...when, freeSchoolMeals: spell };
  });
}

/** The spells as the file states them; a review date without a spell is one of its own. */
export function freeMealSpells(pupil: PupilSource, report: Report): FreeSchoolMeals[] {
  // Until CTF 10 it stood inside the basic details.
  const history = at(pupil.element, 'FSMhistory') ?? at(pupil.element, 'BasicDetails', 'FSMhistory');
  const date = (value: string | undefined, location: string): string | undefined => {
    const reading: DateReading = { location, report, now: pupil.now };
    return day(value, reading);
  };
  const reviewDate = date(textAt(history, 'FSMreviewDate'), locate(pupil, 'FSMhistory/FSMreviewDate'));
  const instances = childrenOf(history, 'FSMinstance').map((instance, index) => {
    const location = locateItem(pupil, 'FSMhistory/FSMinstance', index);
    return present<FreeSchoolMeals>({
      startDate: date(textAt(instance, 'FSMstartDate'), `${location}/FSMstartDate`),
      endDate: date(textAt(instance, 'FSMendDate'), `${location}/FSMendDate`),
      reviewDate,
      country: fitText(textAt(instance, 'UKcountry'), 10, `${location}/UKcountry`, report),
    });
  });
  if (instances.length > 0) return instances.filter((instance) => Object.keys(instance).length > 0);
  return reviewDate === undefined ? [] : [{ reviewDate }];
}
