import { calendarDate, moment, partialDate } from '../field/dates.js';
import { About, Many, One, Value, Values } from '../field/field.js';
import { matching, oneOf, text, truth, whole } from '../field/scalar.js';
import {
  ADDRESS_USES,
  DATE_PRECISIONS,
  IDENTIFIER_STATUSES,
  IDENTIFIER_TYPES,
  NAME_USES,
  ORGANISATION_TYPES,
  REFERENCE_TYPES,
  TELECOM_KINDS,
  TELECOM_USES,
} from './codes.js';
import { Coding, systemName } from './coding.js';

/** An id that is unique inside one record, such as `child`, `p1` or `e3`. */
export const localId = matching('localId', '[A-Za-z0-9][A-Za-z0-9._-]*', 64);

@About('From when until when something holds. Either end may be missing.')
export class Period {
  @Value(moment, { about: 'First moment or day.', example: '2026-09-01' })
  start?: string;
  @Value(moment, { about: 'Last moment or day; in the past means the value has ended.', example: '2026-12-31' })
  end?: string;
}

@About('A date as precise as its source gave it.')
export class DatedValue {
  @Value(partialDate, { about: 'yyyy, yyyy-mm or yyyy-mm-dd.', example: '2014-05', required: true })
  value!: string;
  @Value(oneOf(DATE_PRECISIONS), { about: 'How much of the date is known.', example: 'month', required: true })
  precision!: (typeof DATE_PRECISIONS)[number];
  @Value(moment, { about: 'Birth time where the source gives one.', example: '2014-05-01T04:12:00Z' })
  time?: string;
}

@About('When something happened, with the precision of the source.')
export class When {
  @Value(moment, { about: 'Start, or the single moment.', example: '2026-11-20T21:15:00Z' })
  start?: string;
  @Value(moment, { about: 'End.', example: '2026-11-20T23:40:00Z' })
  end?: string;
  @Value(oneOf(['year', 'month', 'day', 'time', 'estimated']), { about: 'How precise the start is.', example: 'time', required: true })
  precision!: 'year' | 'month' | 'day' | 'time' | 'estimated';
  @Value(text(200), { about: 'The words of the source where it gave no date.', example: 'some time last week', freeText: true })
  stated?: string;
}

@About('An identifier, always as text with its system; a wrong check digit is kept and flagged, never rejected.')
export class Identifier {
  @Value(oneOf(IDENTIFIER_TYPES), { about: 'Kind of identifier.', example: 'nhs-number', required: true })
  type!: (typeof IDENTIFIER_TYPES)[number];
  @Value(systemName, { about: 'Identifier system of the source.', example: 'https://fhir.nhs.uk/Id/nhs-number' })
  system?: string;
  @Value(text(100), { about: 'The value as the source wrote it.', example: '9990000018', required: true })
  value!: string;
  @Value(oneOf(IDENTIFIER_STATUSES), { about: 'Only `verified` may be matched on.', example: 'verified', required: true })
  status!: (typeof IDENTIFIER_STATUSES)[number];
  @Value(truth, { about: 'A temporary UPN, or a value known to be a placeholder: a hint, never proof.', example: false })
  temporary?: boolean;
  @Many(() => Coding, 5, { about: 'The verification status as the source coded it.' })
  verification?: Coding[];
  @One(() => Period, { about: 'When the identifier was or is in use.' })
  period?: Period;
  @Value(text(200), { about: 'Organisation that issued it.', example: 'Avon and Somerset Constabulary' })
  assigner?: string;
}

@About('A name with its use and period; an expired name is kept with its end.')
export class PersonName {
  @Value(oneOf(NAME_USES), { about: 'What the name is used for.', example: 'official', required: true })
  use!: (typeof NAME_USES)[number];
  @Value(text(150), { about: 'Family name.', example: 'Sample' })
  family?: string;
  @Values(text(150), 15, { about: 'Given names, forename first, then middle names.', example: 'Rowan' })
  given?: string[];
  @Values(text(50), 10, { about: 'Titles.', example: 'Ms' })
  prefix?: string[];
  @Values(text(50), 10, { about: 'Suffixes.', example: 'Junior' })
  suffix?: string[];
  @Value(text(20), { about: 'Initials, where the source gives no given names.', example: 'R' })
  initials?: string;
  @Value(text(300), { about: 'The whole name where the source does not part it.', example: 'Rowan Sample' })
  text?: string;
  @One(() => Period, { about: 'When the name was or is in use.' })
  period?: Period;
}

@About('An address. Every part of it can locate a person.')
export class Address {
  @Value(oneOf(ADDRESS_USES), { about: 'What the address is to the person.', example: 'home', required: true })
  use!: (typeof ADDRESS_USES)[number];
  @Values(text(200), 10, { about: 'Address lines as written.', example: '1 Example Street', locates: true })
  lines?: string[];
  @Value(text(200), { about: 'Secondary addressable object (BS 7666 SAON).', example: 'Flat 2', locates: true })
  saon?: string;
  @Value(text(200), { about: 'Primary addressable object (BS 7666 PAON).', example: '1', locates: true })
  paon?: string;
  @Value(text(200), { about: 'Street.', example: 'Example Street', locates: true })
  street?: string;
  @Value(text(200), { about: 'Locality.', example: 'Sampleton', locates: true })
  locality?: string;
  @Value(text(200), { about: 'Town or city.', example: 'Exampleford', locates: true })
  town?: string;
  @Value(text(200), { about: 'Post town, where the source names it apart from the town.', example: 'Exampleford', locates: true })
  postTown?: string;
  @Value(text(200), { about: 'District, administrative area or county.', example: 'Exampleshire', locates: true })
  administrativeArea?: string;
  @Value(text(200), { about: 'County where the source names it apart.', example: 'Exampleshire', locates: true })
  county?: string;
  @Value(text(20), { about: 'Postcode as written.', example: 'ZZ99 3VZ', locates: true })
  postcode?: string;
  @Value(text(100), { about: 'Country.', example: 'England' })
  country?: string;
  @Value(text(20), { about: 'Unique Property Reference Number, as text.', example: '100012345678', locates: true })
  uprn?: string;
  @Value(text(30), { about: 'Postcode Address File key.', example: '12345678', locates: true })
  pafKey?: string;
  @Value(text(20), { about: 'Easting (OSGB36), as text.', example: '530000', locates: true })
  easting?: string;
  @Value(text(20), { about: 'Northing (OSGB36), as text.', example: '180000', locates: true })
  northing?: string;
  @Value(text(1000), {
    about: 'The whole address where the source does not part it.',
    example: '1 Example Street, Exampleford',
    locates: true,
    freeText: true,
  })
  text?: string;
  @One(() => Period, { about: 'When the address was or is in use.' })
  period?: Period;
  @Value(truth, { about: 'The source says this address must not be disclosed.', example: true })
  confidential?: boolean;
}

@About('A way to reach a person or organisation.')
export class Telecom {
  @Value(oneOf(TELECOM_KINDS), { about: 'Kind of contact.', example: 'mobile', required: true })
  kind!: (typeof TELECOM_KINDS)[number];
  @Value(text(300), { about: 'Number or address.', example: '01632 960001', required: true, locates: true })
  value!: string;
  @Value(oneOf(TELECOM_USES), { about: 'What it is used for.', example: 'home' })
  use?: (typeof TELECOM_USES)[number];
  @Many(() => Coding, 5, { about: 'The kind and use as the source coded them.' })
  original?: Coding[];
  @Value(whole(1, 100), { about: 'Order of preference, 1 first.', example: 1 })
  rank?: number;
  @One(() => Period, { about: 'When it was or is in use.' })
  period?: Period;
  @Value(truth, { about: 'The source says it must not be disclosed.', example: false })
  confidential?: boolean;
}

@About('An organisation: a school, practice, force, court or authority. Where a child goes can locate the child.')
export class Organisation {
  @Value(oneOf(ORGANISATION_TYPES), { about: 'Kind of organisation.', example: 'school', required: true })
  type!: (typeof ORGANISATION_TYPES)[number];
  @Value(text(300), { about: 'Name.', example: 'Example Primary School', locates: true })
  name?: string;
  @Many(() => Identifier, 10, { about: 'ODS code, URN, LA and establishment number.', locates: true })
  identifiers?: Identifier[];
  @Many(() => Telecom, 10, { about: 'How to reach it.', locates: true })
  telecoms?: Telecom[];
  @One(() => Address, { about: 'Where it is.', locates: true })
  address?: Address;
  @One(() => Period, { about: 'When the person was or is with it.' })
  period?: Period;
}

@About('A professional who wrote, did or leads something.')
export class Professional {
  @Value(text(200), { about: 'Role.', example: 'Health visitor' })
  role?: string;
  @Value(text(200), { about: 'Team.', example: 'North assessment team' })
  team?: string;
  @One(() => PersonName, { about: 'Name.' })
  name?: PersonName;
  @Many(() => Identifier, 10, { about: 'Professional identifiers, such as an SDS user id or collar number.' })
  identifiers?: Identifier[];
  @One(() => Organisation, { about: 'Whom they work for.', locates: true })
  organisation?: Organisation;
  @Many(() => Telecom, 10, { about: 'How to reach them.', locates: true })
  telecoms?: Telecom[];
}

@About('A reference number of the source, such as an incident or crime number.')
export class Reference {
  @Value(oneOf(REFERENCE_TYPES), { about: 'What it refers to.', example: 'incident', required: true })
  type!: (typeof REFERENCE_TYPES)[number];
  @Value(text(120), { about: 'The number as text.', example: 'PPN-000123', required: true })
  value!: string;
  @Value(systemName, { about: 'Its system.', example: 'urn:example:incidents' })
  system?: string;
}

@About('An age where the source gives no date of birth.')
export class StatedAge {
  @Value(whole(0, 130), { about: 'Years.', example: 9 })
  years?: number;
  @Value(whole(0, 240), { about: 'Months, alone or beside years.', example: 4 })
  months?: number;
  @Value(calendarDate, { about: 'The day the age was true.', example: '2026-11-20' })
  asAt?: string;
}
