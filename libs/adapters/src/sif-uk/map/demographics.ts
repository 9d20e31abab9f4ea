import type { Absence, Child, Coding, Language } from '@mash-gateway/contracts';
import { birthDate } from '../../kit/dates.js';
import { clipped, fitList, kept, present } from '../../kit/texts.js';
import { ETHNICITY } from '../codes/ethnicity.js';
import { EAL_ACQUISITION, GENDER, LANGUAGE_USAGE, NO_LANGUAGE, RELIGION, SOURCE_OF_CODE, WITHHELD_GENDER } from '../codes/people.js';
import type { Part } from '../read/part.js';

/** What a learner and a contact may both have. */
type Demographics = Pick<
  Child,
  'birthDate' | 'gender' | 'ethnicity' | 'ethnicitySource' | 'languages' | 'communicationNeeds' | 'religion' | 'nationality'
>;

/** What Demographics says of any person. */
export function demographics(person: Part): Demographics {
  const part = person.at('Demographics');
  const born = part.at('BirthDate');
  const citizenships = part.at('CountriesOfCitizenship').all('CountryOfCitizenship');
  const spoken = part.at('LanguageList').all('Language');
  return present<Demographics>({
    birthDate: birthDate(born.element?.text, born),
    gender: part.at('Gender').raw() === WITHHELD_GENDER ? undefined : part.at('Gender').coded(GENDER),
    ...ethnicity(part),
    languages: fitList(kept(spoken.map((language) => languageOf(language))), 10, part.location, part.report),
    communicationNeeds: proficiency(part),
    religion: part.at('Religion', 'AffiliationCode').coding(RELIGION),
    nationality: nationality(citizenships),
  });
}

/** What only a child has of it. */
export function birthAndArrival(person: Part): Pick<Child, 'birthPlace' | 'residentialStatus'> {
  const part = person.at('Demographics');
  const place = present<Omit<NonNullable<Child['birthPlace']>, 'use'>>({
    town: part.at('PlaceOfBirth').text(200),
    county: part.at('CountyOfBirth').text(200),
    country: part.at('CountryOfBirth').text(100),
  });
  const status = [
    answer(part.at('Refugee'), 'sif-uk/Refugee', 'Refugee or asylum seeker'),
    answer(part.at('NonUKSystemImmigrant'), 'sif-uk/NonUKSystemImmigrant', 'Recently arrived from another school system'),
  ];
  return present<Pick<Child, 'birthPlace' | 'residentialStatus'>>({
    birthPlace: Object.keys(place).length > 0 ? { use: 'unknown', ...place } : undefined,
    residentialStatus: kept(status),
  });
}

/** What the person or the school would not say. */
export function withheld(person: Part): Absence[] {
  const part = person.at('Demographics');
  const gender = part.at('Gender').raw() === WITHHELD_GENDER;
  const languages = part
    .at('LanguageList')
    .all('Language')
    .map((language) => noLanguage(language));
  return kept([
    gender ? ({ field: '/child/gender', reason: 'withheld', stated: 'SIF Gender W: Withheld' } satisfies Absence) : undefined,
    ...languages.map(
      (entry) => entry && { field: '/child/languages', reason: entry.normalised, stated: `SIF language code: ${entry.display}` },
    ),
  ]);
}

/** A Yes or No kept as the source coded it. */
export function answer(part: Part, system: string, display: string): Coding | undefined {
  const code = part.text(120);
  return code === undefined ? undefined : { system, code, display };
}

/** The first is the category; further ones stay beside it as written. */
function ethnicity(part: Part): Pick<Demographics, 'ethnicity' | 'ethnicitySource'> {
  const listed = part.at('EthnicityList').all('Ethnicity');
  const coded = kept(listed.map((item) => item.at('Code').coded(ETHNICITY)));
  const [source] = kept(listed.map((item) => item.at('Source').coding(SOURCE_OF_CODE)));
  const [first] = coded;
  return present<Pick<Demographics, 'ethnicity' | 'ethnicitySource'>>({
    ethnicity: first && { ...first, original: coded.flatMap(({ original }) => original ?? []).slice(0, 20) },
    ethnicitySource: source,
  });
}

function languageOf(part: Part): Language | undefined {
  const code = part.at('Code').text(60);
  if (code === undefined || noLanguage(part) !== undefined) return undefined;
  const usages = kept(
    part
      .at('TypeList')
      .all('Type')
      .map((type) => type.coding(LANGUAGE_USAGE)),
  );
  const roles = usages.map((usage) => LANGUAGE_USAGE.entries[usage.code]?.normalised ?? 'unknown');
  const role = roles.includes('first') ? 'first' : (roles[0] ?? 'unknown');
  return { language: code, role, original: [{ system: NO_LANGUAGE.system, code }, ...usages.slice(0, 4)] };
}

function noLanguage(part: Part): (typeof NO_LANGUAGE.entries)[string] | undefined {
  const code = part.at('Code').raw();
  return code === undefined ? undefined : NO_LANGUAGE.entries[code];
}

function proficiency(part: Part): Coding[] {
  const acquisition = part.at('EnglishProficiency', 'EALAcquisition').coding(EAL_ACQUISITION);
  return kept([
    acquisition,
    answer(part.at('EnglishProficiency', 'EALSteps'), 'sif-uk/EALSteps', 'Step in English as an additional language'),
  ]);
}

function nationality(listed: readonly Part[]): Coding | undefined {
  const codes = kept(listed.map((item) => item.text(120)));
  const [first, ...others] = codes;
  if (first === undefined) return undefined;
  return {
    system: 'urn:iso:std:iso:3166',
    code: first,
    ...(others.length > 0 ? { text: clipped(`Also ${others.join(', ')}`, 2000) } : {}),
  };
}
