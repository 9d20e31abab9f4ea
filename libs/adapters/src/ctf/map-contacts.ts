import type { InvolvedPerson } from '@mash-gateway/contracts';
import { codedBy } from '../kit/code-table.js';
import { notice } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { GENDER, RELATIONSHIP, SEX } from './codes.js';
import { addresses, telecoms } from './map-address.js';
import { contactName } from './map-names.js';
import { locate, locateItem, type PupilSource } from './pupil-source.js';

/** The pupil's contacts: who to reach, what they are to the child, and whether they hold responsibility. */
export function contacts(pupil: PupilSource): InvolvedPerson[] {
  const path = 'Contacts/Contact';
  const listed = childrenOf(at(pupil.element, 'Contacts'), 'Contact');
  return fitList(listed, 100, locate(pupil, path), pupil.report).map((element, index) =>
    contact(element, { pupil, location: locateItem(pupil, path, index), personId: `p${index + 1}` }),
  );
}

interface Contact {
  readonly pupil: PupilSource;
  readonly location: string;
  readonly personId: string;
}

function contact(element: XmlElement, { pupil, location, personId }: Contact): InvolvedPerson {
  const { report } = pupil;
  const relationship = codedBy(RELATIONSHIP, textAt(element, 'Relationship'), `${location}/Relationship`, report);
  const responsibility = yesNo(textAt(element, 'Responsibility'), `${location}/Responsibility`, pupil);
  const name = contactName(element, location, pupil);
  return present<InvolvedPerson>({
    personId,
    names: name ? [name] : [],
    sex: codedBy(SEX, textAt(element, 'Sex'), `${location}/Sex`, report),
    gender: codedBy(GENDER, textAt(element, 'Gender'), `${location}/Gender`, report),
    roles: [relationship ?? { normalised: 'unknown' }],
    relationshipToChild: relationship,
    visibility: responsibility === 'yes' || isFamily(relationship?.normalised) ? 'normal' : 'third-party',
    parentalResponsibility: responsibility,
    livesWithChild: yesNo(textAt(element, 'AddressAsPupil'), `${location}/AddressAsPupil`, pupil),
    contactOrder: order(element, location, pupil),
    addresses: addresses(element, location, report),
    telecoms: telecoms(element, location, report),
  });
}

/** A third party's details never go as widely as those of the child's family and of professionals. */
function isFamily(kind: string | undefined): boolean {
  return kind !== undefined && kind !== 'other' && kind !== 'unknown';
}

function yesNo(written: string | undefined, location: string, pupil: PupilSource): 'yes' | 'no' | undefined {
  switch (written?.toLowerCase()) {
    case undefined:
      return undefined;
    case 'true':
    case '1':
    case 'y':
      return 'yes';
    case 'false':
    case '0':
    case 'n':
      return 'no';
    default:
      pupil.report(notice('code.unknown', location, 'Neither true nor false'));
      return undefined;
  }
}

function order(element: XmlElement, location: string, pupil: PupilSource): number | undefined {
  const name = textAt(element, 'Order') === undefined ? 'Priority' : 'Order';
  const written = textAt(element, name);
  if (written === undefined) return undefined;
  const value = Number(written);
  if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
  pupil.report(notice('format.value', `${location}/${name}`, 'A whole number from 1 to 100'));
  return undefined;
}
