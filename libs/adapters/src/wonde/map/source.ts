import type { Child, Identifier, Information, MappedRecord, Source } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { warning } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { kept, wholeId } from '../../kit/texts.js';
import type { Node } from '../read/node.js';
import type { ObjectKind } from '../read/structure.js';

/** An information entry before it has its number in the record. */
export type Entry = Omit<Information, 'entryId'>;

/** What one object says of one child. */
export interface Statement {
  readonly child: Child;
  readonly persons?: NonNullable<MappedRecord['persons']>;
  readonly entries?: readonly Entry[];
  readonly sourceRecordId: string | undefined;
  readonly change: Source['change'];
  /** Where other children of the same object stand: what is wrong or withheld there is told to them alone. */
  readonly others?: readonly string[];
}

/** Wonde's id of an object, in the one spelling by which it is compared and told. */
export function idOf(node: Node): string | undefined {
  return node.raw('id')?.trim();
}

/** Where the UPN of a student is told: each of these places is met. */
export function upnHolder(node: Node): Node | undefined {
  return [node.at('education_details'), node.at('extended_details'), node].find((place) => place.raw('upn') !== undefined);
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

/** The object by its own id, unless another object of its kind in the body has it: then it would make one of two. */
export function keyed(node: Node, kind: ObjectKind, repeated: Repeats): Pick<Statement, 'sourceRecordId' | 'change'> {
  const id = idOf(node);
  const isShared = id !== undefined && repeated.has(`${kind} ${id}`);
  if (isShared) node.found.report(warning('format.ambiguous-child', 'id', 'Another object of this kind in this body has the same id'));
  return { sourceRecordId: id === undefined || isShared ? undefined : wholeId('wonde', kind, id), change: 'partial' };
}
