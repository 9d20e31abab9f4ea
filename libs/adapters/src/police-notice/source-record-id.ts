import { idPart } from '../kit/id-part.js';
import type { Notice, NoticeChild } from './read-notice.js';

/** Force, reference and the child's id name a source record; without all three its place in the submission has to. */
export function sourceRecordId(notice: Notice, child: NoticeChild): string | undefined {
  const force = notice.header.forceCode ?? notice.header.force;
  const { reference } = notice.header;
  if (force === undefined || reference === undefined || child.sourceId === undefined) return undefined;
  // An id used twice would make two children one source record.
  if (notice.children.some((other) => other.key !== child.key && other.sourceId === child.sourceId)) return undefined;
  const id = [force, reference, child.sourceId].map(idPart).join('/');
  return id.length <= 300 ? id : undefined;
}
