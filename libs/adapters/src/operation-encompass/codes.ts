import { codeTable } from '../kit/code-table.js';
import type { Word } from '../code-systems/published-table.js';
import { list } from './namespace.js';

/** What a notification is to earlier ones with its reference: told again means that a recipient is told, or told anew, and nothing else changed. */
export const CHANGE = codeTable<Word<'CHANGES'>>(list('change'), 'new', [
  ['new', 'new', 'First notification'],
  ['update', 'update', 'Corrected or completed'],
  ['renotify', 'update', 'Told again, such as to another school or key adult'],
  ['cancel', 'delete', 'Should not have been sent'],
]);

/** Where the child is educated; it decides who is told (statutory guidance of 7 November 2025 on Domestic Abuse Act 2021 s.49A). */
export const EDUCATION = codeTable<'school' | 'local-authority' | 'early-years' | 'none' | 'unknown'>(list('education'), 'unknown', [
  ['at-school', 'school', 'On the roll of a school or college, reception to 17'],
  ['home-educated', 'local-authority', 'Electively home-educated'],
  ['missing-education', 'local-authority', 'Of school age, on no roll and not home-educated'],
  ['pre-school', 'early-years', 'Before reception'],
  ['left-education', 'none', 'Has left education'],
  ['unknown', 'unknown', 'Not known to the force'],
]);

/** Who is told. */
export const RECIPIENT = codeTable<Word<'ORGANISATION_TYPES'>>(list('recipient'), 'unknown', [
  ['school', 'school', 'School or college of the child'],
  ['local-authority', 'local-authority', 'Local authority'],
  ['early-years', 'nursery', 'Early-years setting'],
  ['none', 'unknown', 'Nobody: recorded only'],
]);

/** Part of a child in the incident. A child who sees, hears or lives with domestic abuse is a victim in law (2021 Act s.3); the force says which. */
export const CHILD_PART = codeTable<Word<'INVOLVEMENTS'>>(list('child-part'), 'other', [
  ['victim', 'victim', 'Victim, also one who saw, heard or lives with it'],
  ['witness', 'witness', 'Saw or heard it'],
  ['present', 'present', 'In the place'],
  ['subject', 'subject', 'Lives with those concerned'],
  ['suspect', 'suspect', 'Suspected of it'],
]);

/** Part of an adult in the incident. */
export const ADULT_PART = codeTable<'victim' | 'suspect' | 'witness' | 'reporter' | 'other'>(list('adult-part'), 'other', [
  ['victim', 'victim', 'Victim'],
  ['suspect', 'suspect', 'Suspected of it'],
  ['witness', 'witness', 'Saw or heard it'],
  ['reporter', 'reporter', 'Called the police'],
  ['other', 'other', 'Other'],
]);

/** What the notification says that it does not say, and where the record would have held it. */
export const NOT_STATED: ReadonlyMap<string, string> = new Map([
  ['name', '/child/names'],
  ['birth-date', '/child/birthDate'],
  ['address', '/child/addresses'],
  ['nhs-number', '/child/identifiers/nhs-number'],
  ['school', '/child/school'],
  ['whereabouts', '/information/0/circumstances/childWhereabouts'],
  ['voice', '/information/0/childVoice'],
]);

/** The urgency of every notification: the recipient is told before the start of the next school day (2021 Act s.49A). */
export const DEADLINE = {
  system: list('deadline'),
  code: 'before-next-school-day',
  display: 'To be told before the start of the next school day (Domestic Abuse Act 2021 s.49A)',
} as const;
