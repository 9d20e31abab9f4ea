/** A part of a notification. In JSON a key, in XML an element of the same name with a capital letter; lists name their element. */
export type Shape =
  /** A value with `doubt` stays there when it cannot be read or stands twice, as a word that is no answer: silence would be one. */
  | { readonly kind: 'value'; readonly doubt?: true }
  | { readonly kind: 'group'; readonly fields: Fields }
  | { readonly kind: 'list'; readonly element: string; readonly of: Shape };
export type Fields = Readonly<Record<string, Shape>>;

const value: Shape = { kind: 'value' };
const guarded: Shape = { kind: 'value', doubt: true };
/** Stands in a record's reading for a `doubt`; never written anywhere. */
export const DOUBT = '?';
const group = (fields: Fields): Shape => ({ kind: 'group', fields });
const list = (element: string, of: Shape): Shape => ({ kind: 'list', element, of });

const NAME: Fields = { given: list('Given', value), family: value, text: value };

const ADDRESS = group({
  lines: list('Line', value),
  town: value,
  county: value,
  postcode: value,
  uprn: value,
  hidden: guarded,
});

const CONTACT: Fields = {
  name: value,
  role: value,
  number: value,
  team: value,
  telephones: list('Telephone', value),
  emails: list('Email', value),
};

const SCHOOL = group({ urn: value, laEstab: value, name: value, yearGroup: value });

const AUTHORITY = group({ number: value, name: value });

const CHILD = group({
  id: value,
  name: group(NAME),
  otherNames: list('OtherName', group(NAME)),
  birthDate: value,
  gender: value,
  identifiers: list('Identifier', group({ type: value, value })),
  address: ADDRESS,
  part: value,
  present: value,
  whereabouts: value,
  circumstances: value,
  voice: group({ state: value, words: value, observed: value, capturedBy: value, capturedAt: value, reasonNotCaptured: value }),
  education: group({ status: value, school: SCHOOL, localAuthority: AUTHORITY }),
  recipient: group({
    role: value,
    name: value,
    keyAdult: group(CONTACT),
    tellBefore: value,
    toldAt: value,
    toldBy: value,
  }),
  notStated: list('NotStated', group({ field: value, reason: value })),
});

const ADULT = group({ name: group(NAME), birthDate: value, part: value, relationship: value, livesWithChildren: value });

/** One notification: one incident, told to the school of each child, family by family. */
export const NOTIFICATION: Fields = {
  profile: value,
  header: group({
    force: group({ code: value, name: value }),
    reference: value,
    version: value,
    change: value,
    changeReason: value,
    sent: value,
    system: value,
    officer: group(CONTACT),
  }),
  incident: group({
    references: list('Reference', group({ type: value, value })),
    occurredFrom: value,
    occurredTo: value,
    occurredStated: value,
    reported: value,
    place: group({ description: value, address: ADDRESS }),
  }),
  families: list(
    'Family',
    group({
      circumstances: value,
      actionsTaken: value,
      history: value,
      parentsAware: value,
      adults: list('Adult', ADULT),
      children: list('Child', CHILD),
    }),
  ),
  handling: group({ sensitivity: value, instructions: value, lawfulBasis: value, nhsNumberAbsent: value }),
};

/** Name of the XML element of a key. */
export function elementOf(key: string, shape: Shape): string {
  return shape.kind === 'list' ? shape.element : key.charAt(0).toUpperCase() + key.slice(1);
}
