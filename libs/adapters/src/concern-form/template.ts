import { fieldOf, FIELD_NAMES, type FieldName } from './fields.js';

/** An invented child, as an example of how a row is filled in. */
const EXAMPLE: Partial<Readonly<Record<FieldName, string>>> = {
  formReference: 'EXAMPLE-0001',
  completedAt: '24/11/2026 14:30',
  senderName: 'Ash Example',
  senderRole: 'Youth worker',
  senderOrganisation: 'Example Youth Club',
  senderAgency: 'Charity, club, housing or somebody else',
  senderPhone: '01632 960001',
  familyName: 'Sample',
  givenName: 'Rowan',
  birthDate: '31/3/2016',
  gender: 'Girl',
  address: '1 Example Street',
  postcode: 'ZZ99 3VZ',
  parentName: 'Sky Sample',
  parentRelation: 'Mother',
  immediateDanger: 'No',
  concern: 'Neglect',
  whatHappened: 'An invented example: replace this row by your own.',
  happenedAt: '23/11/2026 18:00',
  childWords: 'I do not want to go home.',
  parentsAware: 'No',
  parentsNotAwareReason: 'The child asked us not to tell them yet.',
  consent: 'Not asked',
};

/** The reference of the example row, which is never taken for a child. */
export const EXAMPLE_REFERENCE = 'EXAMPLE-0001';

/**
 * The CSV template: a row that says how to fill it in, the headings, and one invented example. Rows with the example's reference are left out
 * when the file comes back, so that nobody has to remember to delete it. Begins with a byte order mark, by which spreadsheets read UTF-8.
 */
export function csvTemplate(): string {
  const rows = [[NOTE], FIELD_NAMES.map((name) => fieldOf(name).label), FIELD_NAMES.map((name) => EXAMPLE[name] ?? '')];
  return `\uFEFF${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const NOTE =
  'One row for each child. Dates as 31/3/2016. Leave out what you do not know. The row EXAMPLE-0001 is invented and is left out. ' +
  'Send a form again with the same Form reference and a later Form completed at to correct it.';

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
