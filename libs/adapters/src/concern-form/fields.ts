import type { CodeTable } from '../kit/code-table.js';
import { AGENCY, CONCERN, CONSENT, GENDER, RELATION, YES_NO } from './codes.js';

/** One question of the form: in the web form a control, in the CSV template a column. */
export interface FormField {
  readonly label: string;
  readonly hint?: string;
  /** `line` and `text` are words; `day` a date, also in part; `moment` a date, with a time where it is known. */
  readonly kind: 'line' | 'text' | 'day' | 'moment' | 'choice';
  /** For `choice`. */
  readonly table?: CodeTable<string>;
  /** Without it a form says of nobody, or nothing; nothing else is insisted on, so that no concern is held up. */
  readonly needed?: true;
}

export interface FormSection {
  readonly title: string;
  readonly fields: Readonly<Record<string, FormField>>;
}

const yesNo = (label: string, hint?: string): FormField => ({
  label,
  ...(hint === undefined ? {} : { hint }),
  kind: 'choice',
  table: YES_NO,
});
const line = (label: string, hint?: string): FormField => ({ label, ...(hint === undefined ? {} : { hint }), kind: 'line' });
const text = (label: string, hint?: string): FormField => ({ label, ...(hint === undefined ? {} : { hint }), kind: 'text' });
const choice = (label: string, table: CodeTable<string>): FormField => ({ label, kind: 'choice', table });

const SENDER = {
  formReference: line('Form reference', 'Your own number for this form. Use the same one if you send this form again, by any way.'),
  completedAt: {
    label: 'Form completed at',
    kind: 'moment',
    hint: 'For example 24/11/2026 14:30. A form sent again with a later time takes the place of the earlier one.',
  },
  senderName: { label: 'Your name', kind: 'line', needed: true },
  senderRole: line('Your role'),
  senderOrganisation: line('Your organisation'),
  senderAgency: choice('Kind of organisation', AGENCY),
  senderPhone: line('Your telephone number'),
  senderEmail: line('Your email address'),
  leadName: line('Safeguarding lead to contact', 'If it is somebody other than you.'),
  leadPhone: line("Safeguarding lead's telephone number"),
} as const satisfies Readonly<Record<string, FormField>>;

const CHILD = {
  familyName: { label: 'Family name of the child', kind: 'line', needed: true, hint: 'One form for each child.' },
  givenName: line('Given names of the child'),
  knownAs: line('Name the child goes by'),
  birthDate: {
    label: 'Date of birth',
    kind: 'day',
    hint: 'For example 31/3/2016. A year, or month and year, is enough if that is all you know: 2016 or 2016-03.',
  },
  expectedBirthDate: { label: 'Expected date of birth', kind: 'day', hint: 'Only for a child not yet born.' },
  gender: choice('The child is known as', GENDER),
  nhsNumber: line('NHS number', 'Leave it out rather than lose time over it.'),
  upn: line('Unique Pupil Number'),
  address: line('Address of the child'),
  postcode: line('Postcode'),
  addressSecret: yesNo('Must the address be kept secret?', 'Because somebody must not find the child.'),
  school: line('School, nursery or college of the child'),
  generalPractice: line('GP practice'),
  language: line('First language'),
  interpreter: yesNo('Is an interpreter needed?'),
  communication: text('Disability or communication needs'),
} as const satisfies Readonly<Record<string, FormField>>;

const FAMILY = {
  parentName: line('Parent or carer'),
  parentRelation: choice('What they are to the child', RELATION),
  parentPhone: line('Their telephone number'),
  otherParentName: line('Other parent or carer'),
  otherParentRelation: choice('What the other is to the child', RELATION),
  otherParentPhone: line("The other's telephone number"),
} as const satisfies Readonly<Record<string, FormField>>;

const CONCERNS = {
  immediateDanger: yesNo('Is the child in danger now?', 'If so, call 999 first.'),
  policeTold: yesNo('Have the police been told?'),
  concern: choice('What you are worried about', CONCERN),
  otherConcern: choice('What else you are worried about', CONCERN),
  whatHappened: { label: 'What happened, or what you have seen or been told', kind: 'text', needed: true },
  happenedAt: { label: 'When', kind: 'moment', hint: 'A date, with a time if you know it.' },
  happenedUntil: { label: 'Until', kind: 'moment', hint: 'If it went on for a time.' },
  place: line('Where'),
  childPresent: yesNo('Was the child there?'),
  whoWasPresent: text('Who else was there', 'One name on a line, or parted by semicolons.'),
  suspectName: line('Who may have caused harm'),
  suspectRelation: choice('What they are to the child, if anything', RELATION),
  injuries: text('Injuries or harm seen'),
  childWords: text('What the child said', "In the child's own words."),
  childNotHeard: text('Why the child was not heard', 'If you have not spoken with the child.'),
  history: text('What you know from before'),
  actionTaken: text('What you have done so far'),
  othersTold: text('Who else has been told', 'One on a line, or parted by semicolons.'),
} as const satisfies Readonly<Record<string, FormField>>;

const SHARING = {
  parentsAware: yesNo('Do the parents or carers know that you are telling us?'),
  parentsNotAwareReason: text('Why they do not know'),
  consent: choice('Consent to share', CONSENT),
  noConsentReason: text('Why consent was not asked', 'You can always share to protect a child. Say why, and share.'),
} as const satisfies Readonly<Record<string, FormField>>;

/** The whole form, in the order in which it is asked. */
export const FORM_SECTIONS = [
  { title: 'About you', fields: SENDER },
  { title: 'The child', fields: CHILD },
  { title: 'Family', fields: FAMILY },
  { title: 'What you are worried about', fields: CONCERNS },
  { title: 'Telling the family', fields: SHARING },
] as const satisfies readonly FormSection[];

/** Every field by its name. */
export const FORM_FIELDS = { ...SENDER, ...CHILD, ...FAMILY, ...CONCERNS, ...SHARING };
export type FieldName = keyof typeof FORM_FIELDS;
export const FIELD_NAMES = Object.keys(FORM_FIELDS) as readonly FieldName[];

export function fieldOf(name: FieldName): FormField {
  return FORM_FIELDS[name];
}
