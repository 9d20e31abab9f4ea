import { readXml } from './read-xml.mjs';
import { record } from './record.mjs';

const LISTS = new Set(['SEN', 'Contact', 'Phone', 'Type', 'YearData']);
const OPEN = '<Pupil>';
const CLOSE = '</Pupil>';

/** Maps a Common Transfer File pupil by pupil: each is cut out and parsed alone, so that no tree of the whole file is built. */
export function* mapPupils(body) {
  const text = body.toString('utf8');
  let start = text.indexOf(OPEN);
  const header = readXml(`${text.slice(0, start).replace('<CTFpupilData>', '')}</CTfile>`, LISTS).CTfile.Header;
  for (let position = 1; start !== -1; position += 1) {
    const end = text.indexOf(CLOSE, start) + CLOSE.length;
    yield pupil(readXml(text.slice(start, end), LISTS).Pupil, header, position);
    start = text.indexOf(OPEN, end);
  }
}

function pupil(source, header, position) {
  const { SourceSchool: school } = header;
  const provenance = {
    agency: 'education',
    standard: `CTF ${header.CTFversion}`,
    adapter: 'ctf',
    change: header.DocumentQualifier,
    position,
    system: header.SupplierID,
    authoredAt: header.DateTime,
    organisation: { type: 'school', name: school.SchoolName },
    sourceRecordId: source.UPN,
  };
  return {
    key: source.UPN,
    record: record(provenance, source.UPN, {
      child: child(source, school),
      persons: source.Contacts.Contact.map(contact),
      information: [...source.SENhistory.SEN.map(specialNeed), ...source.Attendance.YearData.map(attendance)],
    }),
  };
}

function child(source, school) {
  const { BasicDetails: basics, Address: address } = source;
  return {
    state: 'born',
    names: [
      { use: 'official', family: source.Surname, given: [source.Forename, basics.MiddleNames] },
      { use: 'preferred', family: basics.PreferredSurname, given: [basics.PreferredForename] },
    ],
    birthDate: { value: source.DOB, precision: 'day' },
    sex: { normalised: source.Sex === 'F' ? 'female' : 'male', original: [{ code: source.Sex }] },
    identifiers: [{ type: 'upn', value: source.UPN, status: 'verified' }],
    addresses: [
      {
        use: 'home',
        paon: address.BS7666Address.PAON,
        street: address.BS7666Address.Street,
        town: address.BS7666Address.Town,
        postcode: address.PostCode,
      },
    ],
    telecoms: source.Phones.Phone.map(({ PhoneNo }) => ({ kind: 'phone', value: PhoneNo, use: 'home' })),
    ethnicity: { normalised: basics.Ethnicity, original: [{ code: basics.Ethnicity }] },
    languages: basics.Languages.Type.map(({ Language }) => ({ language: Language, role: 'first' })),
    school: {
      type: 'school',
      name: school.SchoolName,
      identifiers: [{ type: 'la-estab', value: `${school.LEA}${school.Estab}`, status: 'unverified' }],
    },
    yearGroup: basics.NCyearActual,
    careStatuses: [{ kind: 'looked-after', state: source.LookedAfter.InCare === 'true' ? 'current' : 'never' }],
  };
}

function contact(source) {
  return {
    personId: `p${source.Order}`,
    roles: [{ normalised: 'mother', original: [{ code: source.Relationship }] }],
    relationshipToChild: { normalised: 'mother', original: [{ code: source.Relationship }] },
    visibility: 'normal',
    names: [{ use: 'official', family: source.Surname, given: [source.Forename] }],
    contactOrder: Number(source.Order),
    parentalResponsibility: source.Responsibility === '1' ? 'yes' : 'no',
  };
}

function specialNeed(source, index) {
  return {
    entryId: `s${index + 1}`,
    kind: 'special-need',
    occurredAt: { start: source.StartDate, precision: 'day' },
    specialNeeds: { provision: { code: source.SENprovision } },
  };
}

function attendance(source, index) {
  return {
    entryId: `a${index + 1}`,
    kind: 'attendance',
    period: { start: String(source.Year - 1), end: source.Year },
    attendance: {
      sessionsPossible: Number(source.SessionsPossible),
      sessionsAttended: Number(source.SessionsAttended),
      sessionsAuthorised: Number(source.SessionsAuthorised),
      sessionsUnauthorised: Number(source.SessionsUnauthorised),
    },
  };
}
