import type { Child, DatedValue } from '@mash-gateway/contracts';
import type { Mapped } from '../../kit/adapter.js';
import { childState } from '../../kit/age.js';
import { notice, warning } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { present, wholeId } from '../../kit/texts.js';
import { isAfterSchool, isSchoolGrade, ROLE } from '../codes.js';
import type { Links } from '../read/join.js';
import { listed } from '../read/lists.js';
import type { Manifest } from '../read/manifest.js';
import { agents } from './agents.js';
import { enrolments } from './enrolments.js';
import { demographics, identifiers, names, telecoms } from './person.js';
import type { Position, Statement } from './record.js';
import type { Row } from './row.js';

/** What is the same for every user of a stretch. */
export interface UsersSource {
  readonly manifest: Manifest;
  readonly links: Links;
  /** sourcedIds that several users have. */
  readonly repeated: Repeats;
  /** Everything the other files say of these users is there. */
  readonly isWhole: boolean;
}

/** A row of users.csv: a record for a student, a reason for anybody else. */
export function mapUser(position: Position, { manifest, links, repeated, isWhole }: UsersSource): Mapped {
  const { row } = position;
  if (!isWhole)
    row.report(warning('limit.record-size', row.location, 'What other files say of this user is more than can be held; some is left out'));
  if (position.isMoved) return position.refused();
  const id = row.cells['sourcedId'];
  const [stated, ...further] = id === undefined ? [] : links.demographics(id);
  if (further.length > 0) row.report(warning('limit.items', row.location, 'More than one row of demographics.csv; the first is taken'));
  const described = stated === undefined ? {} : demographics(row.joined('demographics', stated));
  const grades = listed(row.cells['grades']);
  const other = notAChild(row, links, described.birthDate, grades);
  if (other !== undefined) return position.nothing(other.code, other.rule);
  const yearGroup = row.cells['grades'] === undefined ? undefined : row.text('grades', 10);
  const { school, entries } = enrolments(row, links, yearGroup);
  const child = present<Child>({
    state: childState(described.birthDate, row.now),
    names: names(row),
    ...described,
    pronouns: row.text('pronouns', 60),
    identifiers: identifiers(row),
    telecoms: telecoms(row),
    school,
    yearGroup,
  });
  if (child.names === undefined && child.identifiers === undefined) {
    row.report({
      severity: 'error',
      code: 'child.missing-name',
      location: row.location,
      rule: 'Neither a name nor an id: nobody can be meant',
    });
    return position.refused();
  }
  return position.record({ child, persons: agents(row, links), entries, ...anchor(row, repeated), change: changeOf(manifest) }, manifest);
}

interface NotAChild {
  readonly code: 'format.no-child' | 'child.adult' | 'format.ambiguous-child';
  readonly rule: string;
}

/**
 * Who is no child: staff and family by their role; a student of eighteen or more who is in no grade of a school. Where no role is
 * known, or none of the list, only age or grade make a child. A student of unknown age stays a child.
 */
function notAChild(row: Row, links: Links, born: DatedValue | undefined, grades: readonly string[]): NotAChild | undefined {
  const kinds = rolesOf(row, links).flatMap((role) => ROLE.entries[role]?.normalised ?? []);
  const inSchool = grades.some(isSchoolGrade);
  const isAdult = born !== undefined && childState(born, row.now) === 'adult';
  if (kinds.length === 0 && (isAdult || (born === undefined && !inSchool)))
    return { code: 'format.ambiguous-child', rule: 'No role, and neither age nor grade of a child: not taken for one' };
  if (kinds.length > 0 && !kinds.includes('student'))
    return { code: 'format.no-child', rule: kinds.includes('family') ? 'Family of a student; joined to the student' : 'A member of staff' };
  if (inSchool) return undefined;
  if (isAdult) return { code: 'child.adult', rule: 'A student of eighteen or more, in no grade of a school' };
  return born === undefined && grades.length > 0 && grades.every(isAfterSchool)
    ? { code: 'child.adult', rule: 'A student after school, of unknown age' }
    : undefined;
}

/** In users.csv until 1.1, in roles.csv from 1.2 on. */
function rolesOf(row: Row, links: Links): readonly string[] {
  const own = row.cells['role'];
  const found = own === undefined ? links.roles(row.cells['sourcedId'] ?? '').flatMap(({ role }) => role ?? []) : [own];
  if (found.some((role) => ROLE.entries[role] === undefined))
    row.report(notice('code.unknown', row.at('role'), 'Not a role of this list; as if none were stated'));
  return found;
}

/** The user by its id, unless several rows have it: then it says nothing of who any of them is. */
function anchor(row: Row, repeated: Repeats): Pick<Statement, 'sourceRecordId'> {
  const id = row.cells['sourcedId'];
  if (id === undefined || !repeated.has(id)) return { sourceRecordId: id === undefined ? undefined : wholeId('oneroster:user', id) };
  row.report(warning('format.ambiguous-child', row.at('sourcedId'), 'Another user of this body has the same id'));
  return { sourceRecordId: undefined };
}

/** Everything is stated where both files are whole; otherwise what is not there is unstated. */
function changeOf({ files }: Manifest): Statement['change'] {
  return files['users'] === 'bulk' && files['demographics'] === 'bulk' ? 'full' : 'partial';
}
