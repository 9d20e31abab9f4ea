import type { Child, Coding, Identifier, PersonName, Telecom } from '@mash-gateway/contracts';
import { birthDate } from '../../kit/dates.js';
import { nhsNumber, plainIdentifier, uln, upn } from '../../kit/identifiers.js';
import { clipped, fitList, kept, present } from '../../kit/texts.js';
import { RACES, RACE_SYSTEM, SEX } from '../codes.js';
import { typedIds } from '../read/lists.js';
import type { Row } from './row.js';

export const USER_ID = 'oneroster/user/sourcedId';

/** Legal name, and the preferred one of 1.2. */
export function names(row: Row): PersonName[] {
  const of = (use: PersonName['use'], given: string, middle: string, family: string): PersonName | undefined => {
    const made = present<PersonName>({
      use,
      family: row.text(family, 150),
      given: kept([row.text(given, 150), ...(row.text(middle, 150)?.split(/\s+/u).slice(0, 14) ?? [])]),
    });
    return Object.keys(made).length > 1 ? made : undefined;
  };
  return kept([
    of('official', 'givenName', 'middleName', 'familyName'),
    of('preferred', 'preferredGivenName', 'preferredMiddleName', 'preferredFamilyName'),
  ]);
}

export function telecoms(row: Row): Telecom[] {
  const kinds: readonly (readonly [string, Telecom['kind']])[] = [
    ['email', 'email'],
    ['sms', 'sms'],
    ['phone', 'phone'],
  ];
  return kinds.flatMap(([column, kind]) => {
    const value = row.text(column, 300);
    return value === undefined ? [] : [{ kind, value }];
  });
}

/**
 * The user's ids. A number is a UPN, ULN or NHS number only where the sender types it so; nobody vouches for any of them, for
 * a roster is made to open accounts.
 */
export function identifiers(row: Row): Identifier[] {
  const reading = { location: row.at('userIds'), report: row.report };
  const typed = typedIds(row.cells['userIds']).map(({ type, value }) => {
    switch (type?.toLowerCase().replace(/[^a-z]/gu, '')) {
      case 'upn':
        return upn(value, reading);
      case 'uln':
        return uln(value, reading);
      case 'nhs':
      case 'nhsnumber':
        return nhsNumber(value, reading);
      default:
        return plainIdentifier('local', value, reading, {
          system: 'oneroster/user/userIds',
          ...(type ? { assigner: clipped(type, 200) } : {}),
        });
    }
  });
  return fitList(
    kept([
      row.local('sourcedId', USER_ID),
      row.local('identifier', 'oneroster/user/identifier'),
      row.local('userMasterIdentifier', 'oneroster/user/userMasterIdentifier'),
      ...typed,
    ]),
    30,
    row.at('userIds'),
    row.report,
  );
}

/** A row of demographics.csv. */
export function demographics(row: Row): Pick<Child, 'birthDate' | 'sex' | 'ethnicity' | 'birthPlace' | 'residentialStatus'> {
  const races: Coding[] = RACES.flatMap(([column, display]) =>
    row.cells[column]?.toLowerCase() === 'true' ? [{ system: RACE_SYSTEM, code: column, display }] : [],
  );
  const place = present<Omit<NonNullable<Child['birthPlace']>, 'use'>>({
    town: row.text('cityOfBirth', 200),
    administrativeArea: row.text('stateOfBirthAbbreviation', 200),
    country: row.text('countryOfBirthCode', 100),
  });
  const residence = row.text('publicSchoolResidenceStatus', 120);
  return present<ReturnType<typeof demographics>>({
    birthDate: birthDate(row.cells['birthDate'], { location: row.at('birthDate'), report: row.report, now: row.now }),
    sex: row.coded('sex', SEX),
    ethnicity: races.length > 0 ? { normalised: 'unknown', original: races } : undefined,
    birthPlace: Object.keys(place).length > 0 ? { use: 'unknown', ...place } : undefined,
    residentialStatus: residence === undefined ? [] : [{ system: 'oneroster/publicSchoolResidenceStatus', code: residence }],
  });
}
