import type { Child } from '@mash-gateway/contracts';
import type { Mapped } from '../../kit/adapter.js';
import { childState } from '../../kit/age.js';
import { plainIdentifier } from '../../kit/identifiers.js';
import { fault, warning } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { kept, present, wholeId } from '../../kit/texts.js';
import { ROLE } from '../codes.js';
import type { Links } from '../read/join.js';
import type { Manifest } from '../read/manifest.js';
import { inClass } from './enrolments.js';
import { demographics, USER_ID } from './person.js';
import type { Position } from './record.js';

/** What is the same for every row of a file whose users are not in the body. */
export interface AloneSource {
  readonly links: Links;
  readonly manifest: Manifest;
  /** Ids that several rows of the file have. */
  readonly repeated: Repeats;
}

/** A row of demographics.csv whose user is not in the body: the reference and what the row says. */
export function mapDemographics(position: Position, { manifest, repeated }: Omit<AloneSource, 'links'>): Mapped {
  const { row } = position;
  const column = row.cells['userSourcedId'] === undefined ? 'sourcedId' : 'userSourcedId';
  const child = referred(position, column);
  if (child === undefined) return position.refused();
  const described = demographics(row);
  const state = childState(described.birthDate, row.now);
  if (state === 'adult') return position.nothing('child.adult', 'Eighteen or older, and not among the users: nobody says it is a student');
  return position.record(
    {
      child: { ...child, ...described, state },
      sourceRecordId: own(position, column, 'oneroster:demographics', repeated),
      change: 'partial',
    },
    manifest,
  );
}

/** A row of enrollments.csv whose user is not in the body. */
export function mapEnrollment(position: Position, { links, manifest, repeated }: AloneSource): Mapped {
  const { row } = position;
  const child = referred(position, 'userSourcedId');
  if (child === undefined) return position.refused();
  const role = row.cells['role'];
  if (role !== undefined && (ROLE.entries[role]?.normalised ?? ROLE.otherwise) !== 'student')
    return position.nothing('format.no-child', 'Enrolled as a member of staff or as family');
  const entry = inClass(row, links);
  const withSchool = present<Child>({ ...child, school: entry.enrolment?.school });
  return position.record(
    {
      child: withSchool,
      entries: [entry],
      sourceRecordId: own(position, 'sourcedId', 'oneroster:enrollment', repeated),
      change: 'partial',
    },
    manifest,
  );
}

/** The row by its id, unless another row has it: the two may be about two children. */
function own({ row }: Position, column: string, kind: string, repeated: Repeats): string | undefined {
  const id = row.cells[column];
  if (id === undefined) return undefined;
  if (!repeated.has(id)) return wholeId(kind, id);
  row.report(warning('format.ambiguous-child', row.at(column), 'Another row of this file has the same id'));
  return undefined;
}

/** Nothing is known but the id: nothing more is guessed. */
function referred(position: Position, column: string): Child | undefined {
  const { row } = position;
  const reference = plainIdentifier('local', row.cells[column], { location: row.at(column), report: row.report }, { system: USER_ID });
  if (reference === undefined) row.report(fault('child.missing-name', row.at(column), 'No user is named'));
  return reference === undefined || position.isMoved ? undefined : { state: 'born', identifiers: kept([reference]) };
}
