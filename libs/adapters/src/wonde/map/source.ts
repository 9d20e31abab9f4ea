import type { Child, Identifier, Information, MappedRecord, Source } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { kept } from '../../kit/texts.js';
import type { Node } from '../read/node.js';

/** An information entry before it has its number in the record. */
export type Entry = Omit<Information, 'entryId'>;

/** What one object says of one child. */
export interface Statement {
  readonly child: Child;
  readonly persons?: NonNullable<MappedRecord['persons']>;
  readonly entries?: readonly Entry[];
  readonly sourceRecordId: string | undefined;
  readonly change: Source['change'];
}

export const STUDENT_ID = 'wonde/student/id';

/** Wonde's id of a person, its id across schools, and the school system's own. */
export function ownIds(node: Node, idSystem: string): Identifier[] {
  const of = (key: string, system: string): Identifier | undefined =>
    plainIdentifier('local', node.raw(key), node.reading(key), { system });
  return kept([of('id', idSystem), of('upi', 'wonde/upi'), of('mis_id', 'wonde/mis_id')]);
}

/** The student an object of another kind is about: included whole, or by id alone. */
export function referredStudent(node: Node, key: string): Identifier[] {
  const included = node.at(key);
  if (included.fields !== undefined) return ownIds(included, STUDENT_ID);
  return kept([plainIdentifier('local', node.raw(key), node.reading(key), { system: STUDENT_ID })]);
}
