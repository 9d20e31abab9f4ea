import type { InvolvedPerson } from '@mash-gateway/contracts';
import { birthDate } from '../../kit/dates.js';
import { codedBy } from '../../kit/code-table.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { GENDER, RELATIONSHIP } from '../codes.js';
import type { Node } from '../read/node.js';
import { addresses, names, telecoms } from './person.js';
import { ownIds, STUDENT_ID } from './source.js';

/** Contacts with what they are to the child, and siblings, who are referred to and not copied. */
export function persons(student: Node): InvolvedPerson[] {
  const contacts = student.all('contacts').map((node) => contact(node));
  const siblings = student.all('siblings').map((node): Omit<InvolvedPerson, 'personId'> => ({
    identifiers: ownIds(node, STUDENT_ID),
    roles: [{ normalised: 'sibling' }],
    relationshipToChild: { normalised: 'sibling' },
    visibility: 'normal',
  }));
  const listed = [...contacts, ...siblings].map((person, index) => present<InvolvedPerson>({ personId: `p${index + 1}`, ...person }));
  return fitList(listed, 100, 'contacts', student.found.report);
}

function contact(node: Node): Omit<InvolvedPerson, 'personId'> {
  const relation = node.at('relationship');
  const written = relation
    .raw('relationship')
    ?.toLowerCase()
    .replace(/[\s-]+/gu, ' ');
  const { location, report } = relation.reading('relationship');
  const kind = codedBy(RELATIONSHIP, written, location, report);
  const responsibility = yesNo(relation.flag('parental_responsibility'));
  const courtOrder = relation.flag('court_order');
  const born = node.moment('date_of_birth');
  const family = kind !== undefined && !['other', 'unknown'].includes(kind.normalised);
  return {
    names: names(node),
    birthDate: birthDate(born, { ...node.reading('date_of_birth'), now: node.found.now }),
    gender: node.coded('gender', GENDER),
    identifiers: ownIds(node, 'wonde/contact/id'),
    addresses: addresses(node.at('contact_details')),
    telecoms: telecoms(node.at('contact_details')),
    roles: [kind ?? { normalised: 'unknown' }],
    relationshipToChild: kind,
    visibility: responsibility === 'yes' || family ? 'normal' : 'third-party',
    parentalResponsibility: responsibility,
    livesWithChild: yesNo(relation.flag('lives_with_pupil')),
    contactOrder: order(relation),
    copiesOfLetters: yesNo(relation.flag('pupil_report')),
    // What a court ordered about this person and the child, the API does not say: that there is an order is a warning.
    markers: kept([
      courtOrder === true ? { system: 'wonde/court_order', code: 'true', display: 'A court order concerns this contact' } : undefined,
    ]),
  } as Omit<InvolvedPerson, 'personId'>;
}

function order(relation: Node): number | undefined {
  const value = relation.whole('priority', 100);
  return value === 0 ? undefined : value;
}

function yesNo(flag: boolean | undefined): 'yes' | 'no' | undefined {
  if (flag === undefined) return undefined;
  return flag ? 'yes' : 'no';
}
