/** What Wonde gives and the child record deliberately does not carry, with the reason. A path ends with the keys given. */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'photo', reason: 'Pictures are never carried inline' },
  { path: 'classes', reason: 'Teaching groups are not carried' },
  { path: 'groups', reason: 'Teaching groups are not carried' },
  { path: 'house', reason: 'Names a house inside the school' },
  { path: 'results', reason: 'Attainment, not welfare' },
  { path: 'consents', reason: 'Consent to trips and pictures' },
  { path: 'extended_details/premium_pupil_indicator', reason: 'Money the school gets for the pupil' },
  { path: 'extended_details/premium_pupil_notes', reason: 'Money the school gets for the pupil' },
  { path: 'extended_details/gifted_and_talented_status', reason: 'Attainment, not welfare' },
  { path: 'contact_details/salutation', reason: 'How the school begins its letters' },
  { path: 'relationship/bill_payer', reason: 'Who pays the school' },
  { path: 'points', reason: 'Points of a school, which compare nothing' },
  { path: 'employee', reason: 'A member of staff' },
  { path: 'employees', reason: 'Members of staff' },
  { path: 'restored_at', reason: 'Says of the copy at Wonde when it came back' },
  { path: 'timezone_type', reason: 'How PHP names the timezone beside it' },
  { path: 'timezone', reason: 'Read with a time: UTC and offsets. A day has none, and a place in England is the local time anyway' },
  { path: 'initials', reason: 'Read only where there is no name' },
  { path: 'contacts/created_at', reason: "The student's own times order the record" },
  { path: 'contacts/updated_at', reason: "The student's own times order the record" },
  { path: 'siblings/surname', reason: 'A sibling is referred to, not copied' },
  { path: 'siblings/forename', reason: 'A sibling is referred to, not copied' },
  { path: 'year/description', reason: 'The code beside it says the year group' },
  { path: 'exclusions/mis_id', reason: "The school system's key of an event; Wonde's own is carried" },
  { path: 'behaviours/mis_id', reason: "The school system's key of an event; Wonde's own is carried" },
];

/** The reason a path is not carried, or undefined when it should have been. */
export function reasonFor(path: string): string | undefined {
  return ENDINGS.find(({ ending }) => path === ending.slice(1) || path.endsWith(ending))?.reason;
}

const ENDINGS = UNMAPPED.map(({ path, reason }) => ({ ending: `/${path}`, reason }));
