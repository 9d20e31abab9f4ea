import { present, wholeId } from '../../kit/texts.js';
import { refKey } from '../read/ref-id.js';
import { referredChild } from './learner-identity.js';
import type { ObjectSource, Statement } from './object-source.js';

/**
 * The statement of an object that is about a learner by reference; undefined when it refers to none.
 * @param key further parts of the key where the object has no RefId of its own
 */
export function aboutReferred(source: ObjectSource, key: readonly (string | undefined)[] = []): Statement | undefined {
  const { part, joined } = source;
  const child = referredChild(part.attribute('LearnerPersonalRefId'), part.at('@LearnerPersonalRefId'), joined);
  return child && { child, source: present<Statement['source']>({ sourceRecordId: recordId(source, key) }) };
}

/** The object by its own RefId, or by those of what it joins; a place in a body is no identity. */
function recordId({ part }: ObjectSource, key: readonly (string | undefined)[]): string | undefined {
  const name = part.element?.name ?? '';
  const own = part.attribute('RefId');
  if (own !== undefined) return wholeId('sif-uk', name, refKey(own));
  const learner = part.attribute('LearnerPersonalRefId');
  if (learner === undefined || key.length === 0 || key.includes(undefined)) return undefined;
  return wholeId('sif-uk', name, refKey(learner), ...key.map((part) => part ?? ''));
}
