import { SCHEMA_VERSION, type Child, type Information, type MappedRecord, type Source } from '@mash-gateway/contracts';
import type { Mapped } from '../kit/adapter.js';
import { fault, IssueList, notice, warning } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { partIn, partsIn, valueIn, type Entry, type FileSource, type PartSource } from './child-source.js';
import { childOf } from './map-child.js';
import { episodeEntries } from './map-episode.js';
import { careStatusesOf } from './map-plans.js';
import { CHILD } from './structure.js';
import { unreadParts } from './unread.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'cin-census', version: '1.0.0' } as const;

const MOST_ENTRIES = 500;

/** Makes the record of one child; every child stands alone, so what is wrong with one never touches another. */
export function mapChild(element: XmlElement, position: number, file: FileSource): Mapped {
  const issues = new IssueList();
  const { report } = issues;
  const part: PartSource = { element, location: `Child[${position}]`, file, report };
  const { child, absences } = childOf(part);
  if (child.identifiers === undefined) {
    const refused = fault('format.no-child', `${part.location}/ChildIdentifiers`, 'Neither an LAchildID nor a UPN: nobody can be meant');
    return { kind: 'refused', position, issues: [...issues.all(), refused] };
  }
  sayWhatIsMissing(child, part);
  const episodes = partsIn(part, 'CINdetails').map((episode) => episodeEntries(episode, child.state));
  const careStatuses = careStatusesOf(episodes.flat(), child);
  const unmapped = unreadParts(element, CHILD, { location: part.location, path: 'Child' }, report);
  const information = numbered([...deaths(child), ...episodes], part);
  const body: MappedRecord = {
    schemaVersion: SCHEMA_VERSION,
    child: careStatuses.length === 0 ? child : { ...child, careStatuses },
    information,
    absences: [...absences],
    source: sourceOf(child, position, part),
  };
  const quality = present<NonNullable<MappedRecord['quality']>>({
    unmapped: fitList(unmapped, 200, part.location, report),
    issues: [...issues.all()],
  });
  return { kind: 'record', position, record: present<MappedRecord>(Object.keys(quality).length > 0 ? { ...body, quality } : body) };
}

function sayWhatIsMissing(child: Child, part: PartSource): void {
  if (child.birthDate === undefined && child.expectedBirthDate === undefined)
    part.report(warning('child.missing-birth-date', `${part.location}/ChildIdentifiers/PersonBirthDate`));
  if (child.state === 'adult')
    part.report(notice('child.adult', `${part.location}/ChildIdentifiers/PersonBirthDate`, 'Eighteen or older on the day of receipt'));
}

function deaths(child: Child): readonly (readonly [Entry])[] {
  const at = child.death?.at;
  if (at === undefined) return [];
  return [
    [
      {
        kind: 'death',
        dfeRecordType: 'childrens-services.details',
        occurredAt: { start: at, precision: at.includes('T') ? 'time' : 'day' },
      },
    ],
  ];
}

/** Ids in the order of the file; what belongs to an episode names its referral, the first of it. */
function numbered(episodes: readonly (readonly [Entry, ...Entry[]])[], part: PartSource): Information[] {
  let next = 1;
  const entries = episodes.flatMap((episode) => {
    const first = `e${next}`;
    return episode.map((entry, index): Information => {
      const entryId = `e${next}`;
      next += 1;
      return { entryId, ...entry, ...(index === 0 ? {} : { relatedEntries: [first] }) };
    });
  });
  return fitList(entries, MOST_ENTRIES, `${part.location}/CINdetails`, part.report);
}

/**
 * A census says what happened in its year to the children in it, and asks for no name and no address: what is absent is unstated, so the
 * change is `partial`.
 */
function sourceOf(child: Child, position: number, part: PartSource): Source {
  const { header } = part.file;
  return present<Source>({
    agency: 'childrens-services',
    ...header.source,
    standard: header.source.standard,
    adapter: ADAPTER.id,
    mappingVersion: ADAPTER.version,
    sourceRecordId: sourceRecordId(child, part),
    position,
    change: 'partial',
  });
}

/**
 * The child at this authority, by the authority's own id, which stays the same from census to census. One too long to be kept whole may
 * begin like another child's.
 */
function sourceRecordId(child: Child, part: PartSource): string | undefined {
  const { header, repeated } = part.file;
  const id = child.identifiers?.find(({ type }) => type === 'la-child-id')?.value;
  if (id === undefined || header.authority === undefined || repeated.has(id)) return undefined;
  return id === valueIn(partIn(part, 'ChildIdentifiers'), 'LAchildID')?.trim() ? `cin-census:${header.authority}:${id}` : undefined;
}
