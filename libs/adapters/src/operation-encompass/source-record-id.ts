import { fitText } from '../kit/texts.js';
import type { Group } from './read/tree.js';

/** Force, reference and the child's id name a source record; without all three, or with an id used twice, there is none. */
export function sourceRecordId(
  notification: Group,
  child: Group,
  { force, reference }: { readonly force: string | undefined; readonly reference: string | undefined },
): string | undefined {
  const own = idOf(child);
  if (force === undefined || reference === undefined || own === undefined) return undefined;
  const all = notification.groups('families').flatMap((family) => family.groups('children'));
  if (all.some((other) => other !== child && idOf(other) === own)) return undefined;
  const id = `operation-encompass:${force}/${reference}/${own}`;
  return id.length <= 300 ? id : undefined;
}

/** As a record can hold it: without characters that cannot be stored. */
function idOf(child: Group): string | undefined {
  const written = child.value('id');
  return written && fitText(written.text, 200, written.location, () => undefined);
}
