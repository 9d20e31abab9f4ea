import type { Child, Enrolment, Identifier, Language, Organisation, Professional } from '@mash-gateway/contracts';
import { DFE_ETHNICITY } from '../../code-systems/ethnicity.js';
import { childState } from '../../kit/age.js';
import { birthDate } from '../../kit/dates.js';
import { laEstab, plainIdentifier, schoolUrn, uln, upn } from '../../kit/identifiers.js';
import { notice, warning } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { GENDER } from '../codes.js';
import type { Node } from '../read/node.js';
import { careStatuses } from './care.js';
import { persons } from './contacts.js';
import { behaviour, exclusion } from './events.js';
import { healthEntries, needEntries, summaryEntries } from './facts.js';
import { addresses, names, telecoms } from './person.js';
import { keyed, ownIds, STUDENT_ID, upnHolder, type Entry, type Statement } from './source.js';

/** A student, with whatever was included. */
export function student(node: Node, repeated: Repeats): Statement {
  const extended = node.at('extended_details');
  const education = node.at('education_details');
  const born = birthDate(node.moment('date_of_birth'), { ...node.reading('date_of_birth'), now: node.found.now });
  const details = node.at('contact_details');
  const yearGroup = education.text('current_nc_year', 10) ?? node.at('year').text('code', 10);
  const school = schoolOf(node.at('school'));
  const child = present<Child>({
    state: childState(born, node.found.now),
    names: names(node),
    birthDate: born,
    gender: node.coded('gender', GENDER),
    identifiers: identifiers(node, education, repeated),
    addresses: addresses(details),
    telecoms: telecoms(details),
    ethnicity: ethnicity(extended),
    languages: languages(extended),
    communicationNeeds: kept([
      extended.flag('english_as_additional_language') === true ? extended.ownCoding('english_as_additional_language') : undefined,
      extended.ownCoding('english_as_additional_language_status'),
      extended.ownCoding('dietary_needs'),
    ]),
    religion: extended.ownCoding('religion'),
    nationality: extended.ownCoding('nationality'),
    birthPlace: birthPlace(extended),
    residentialStatus: kept([extended.ownCoding('asylum_status')]),
    school,
    yearGroup,
    careStatuses: careStatuses(extended),
    professionals: doctors(node),
    contactPreferences: kept([extended.ownCoding('next_of_kin')]),
  });
  return {
    child,
    persons: persons(node),
    entries: [
      ...enrolment(node, education, extended, present<Pick<Enrolment, 'school' | 'yearGroup'>>({ school, yearGroup })),
      ...needEntries(node),
      ...healthEntries(node),
      ...summaryEntries(node),
      ...node.all('exclusions').map((item) => exclusion(item)),
      ...node.all('behaviours').map((item) => behaviour(item)),
    ],
    ...keyed(node, 'student', repeated),
  };
}

/** UPNs wherever they are told; the school vouches for its pupil's, unless another student of the body has it too. */
function identifiers(node: Node, education: Node, repeated: Repeats): Identifier[] {
  const holder = upnHolder(node);
  const own = upn(holder?.raw('upn'), { ...(holder ?? node).reading('upn'), vouched: true });
  const isShared = own !== undefined && repeated.has(`upn ${own.value}`);
  if (isShared) node.found.report(warning('format.ambiguous-child', 'upn', 'Another student of this body has the same UPN'));
  const ulnKey = education.raw('uln') === undefined ? 'learner_unique_number' : 'uln';
  const local = (key: string): Identifier | undefined =>
    plainIdentifier('local', education.raw(key), education.reading(key), { system: `wonde/${key}` });
  return fitList(
    kept([
      ...ownIds(node, STUDENT_ID),
      own && isShared && own.status === 'verified' ? { ...own, status: 'unverified' as const } : own,
      upn(education.raw('former_upn'), { ...education.reading('former_upn'), superseded: true }),
      uln(education.raw(ulnKey), education.reading(ulnKey)),
      local('local_upn'),
      local('admission_number'),
    ]),
    30,
    'id',
    node.found.report,
  );
}

/** A DfE code where the school's system has one; otherwise its words, which are nobody's list. */
function ethnicity(extended: Node): Child['ethnicity'] {
  const key = extended.raw('ethnicity_code') === undefined ? 'ethnicity' : 'ethnicity_code';
  const written = extended.raw(key);
  if (written !== undefined && (key === 'ethnicity_code' || DFE_ETHNICITY.entries[written] !== undefined)) {
    const coded = extended.coded(key, DFE_ETHNICITY);
    const words = key === 'ethnicity_code' ? extended.ownCoding('ethnicity') : undefined;
    return coded && { ...coded, original: kept([...(coded.original ?? []), words]) };
  }
  const words = extended.ownCoding('ethnicity');
  if (words === undefined) return undefined;
  extended.found.report(notice('code.unknown', extended.reading('ethnicity').location, 'Not a DfE ethnicity code; kept as written'));
  return { normalised: 'unknown', original: [words] };
}

function languages(extended: Node): Language[] {
  const of = (key: string, role: Language['role']): Language | undefined => {
    const language = extended.text(key, 60);
    return language === undefined ? undefined : { language, role };
  };
  return kept([of('first_language', 'first'), of('home_language', 'additional')]);
}

function birthPlace(extended: Node): Child['birthPlace'] {
  const country = extended.text('country_of_birth', 100);
  return country === undefined ? undefined : { use: 'unknown', country };
}

function doctors(node: Node): Professional[] {
  return node
    .all('doctors')
    .slice(0, 20)
    .map((doctor) => {
      const practice = doctor.text('practice', 300) ?? doctor.text('name', 300);
      const phone = doctor.text('telephone', 300);
      return present<Professional>({
        role: 'Doctor',
        name: names(doctor)[0],
        identifiers: ownIds(doctor, 'wonde/doctor/id'),
        organisation: practice === undefined ? undefined : { type: 'gp-practice', name: practice },
        telecoms: phone === undefined ? [] : [{ kind: 'phone', value: phone }],
      });
    });
}

function schoolOf(school: Node): Organisation | undefined {
  if (school.fields === undefined) return undefined;
  const number = school.raw('establishment_number');
  return present<Organisation>({
    type: 'school',
    name: school.text('name', 300),
    identifiers: kept([
      number === undefined ? undefined : laEstab(school.raw('la_code'), number, school.reading('establishment_number')),
      schoolUrn(school.raw('urn'), school.reading('urn')),
      plainIdentifier('local', school.raw('id'), school.reading('id'), { system: 'wonde/school/id' }),
    ]),
  });
}

function enrolment(node: Node, education: Node, extended: Node, at: Pick<Enrolment, 'school' | 'yearGroup'>): Entry[] {
  const entryDate = education.day('admission_date');
  const leavingDate = education.day('leaving_date');
  const status = education.ownCoding('enrolment_status') ?? extended.ownCoding('enrolment_status');
  const isLeaver = node.flag('is_leaver') === true;
  if (entryDate === undefined && leavingDate === undefined && status === undefined && !isLeaver) return [];
  const hasLeft = isLeaver || (leavingDate !== undefined && leavingDate <= node.found.now.toISOString().slice(0, 10));
  return [
    present<Entry>({
      kind: 'enrolment',
      dfeRecordType: 'education.details',
      state: hasLeft ? 'completed' : 'active',
      occurredAt:
        (entryDate ?? leavingDate)
          ? present<NonNullable<Entry['occurredAt']>>({ start: entryDate, end: leavingDate, precision: 'day' })
          : undefined,
      enrolment: present<Enrolment>({ ...at, entryDate, leavingDate, status }),
    }),
  ];
}
