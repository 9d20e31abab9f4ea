import { idPart } from '../kit/id-part.js';
import { fitText } from '../kit/texts.js';
import type { Group } from './read/tree.js';

/** Force, reference and the child's id name a source record; without all three, or with an id used twice, there is none. */
export function sourceRecordId(
  notification: Group,
  child: Group,
  { force, reference }: { readonly force: string | undefined; readonly reference: string | undefined },
): string | undefined {
  const own = idOf(child);
  if (isShortened(notification)) return undefined;
  if (force === undefined || reference === undefined || own === undefined) return undefined;
  const all = notification.groups('families').flatMap((family) => family.groups('children'));
  if (all.some((other) => other !== child && idOf(other) === own)) return undefined;
  const id = `operation-encompass:${[force, reference, own].map(idPart).join('/')}`;
  return id.length <= 300 ? id : undefined;
}

/** What is too long to be kept whole may begin like somebody else's (map-header.ts cuts it). */
function isShortened(notification: Group): boolean {
  const header = notification.group('header');
  const force = header?.group('force');
  const tooLong = [
    force?.value('code')?.text.slice(100),
    force?.value('name')?.text.slice(200),
    header?.value('reference')?.text.slice(120),
  ];
  return tooLong.some((rest) => rest !== undefined && rest !== '');
}

/** As a record can hold it: without characters that cannot be stored. */
function idOf(child: Group): string | undefined {
  const written = child.value('id');
  if (written !== undefined && written.text.length > 200) return undefined;
  return written && fitText(written.text, 200, written.location, () => undefined);
}
