import type { Circumstances, Coding, FlagDetail } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import { actors, type EntryMapping, type Facts } from './entry-mapping.js';
import { AGENCY_CONTACTED_CATEGORY, BARS_AGENCY_TYPES, POLICE_INFORMED, SAFEGUARDING_FLAG_CATEGORY } from '../codes/codes-safeguarding.js';
import type { Element } from '../read/element.js';
import { allCodings, codesOf, codings } from './map-codings.js';
import { concernCategories, safeguardingCategories, whomConcerned } from './map-concerns.js';
import { organisation } from './map-organisations.js';
import { period, whenOfPeriod } from './map-periods.js';
import { sceneAt } from './map-places.js';
import { stateOf } from './map-state.js';

/** A Flag (FHIR R4; BaRS and GP Connect flags). Several codes in one flag are all kept; some say that there is no concern. */
export function flag(resource: Element, mapping: EntryMapping): Facts {
  const categories = resource.many('category');
  const stated = codings(resource.one('code'), mapping);
  const isSafeguarding = categories.flatMap(codesOf).includes(SAFEGUARDING_FLAG_CATEGORY) || hasSafeguardingTag(resource);
  const author = resource.one('author');
  return {
    kind: 'flag',
    categories: isSafeguarding ? safeguardingCategories(stated, resource.at('code'), mapping) : concernCategories(stated),
    codes: stated,
    state: stateOf(resource, 'status', mapping),
    occurredAt: whenOfPeriod(resource.one('period'), mapping),
    period: period(resource.one('period'), mapping),
    // A flag about the safety of a scene is held on its Location (BaRS).
    place: sceneAt(resource.one('subject'), mapping),
    circumstances: agencies(stated, categories, mapping),
    flag: present<FlagDetail>({
      categories: allCodings(categories, mapping).slice(0, 10),
      concerns: concerns(stated, isSafeguarding, mapping),
    }),
    organisation: organisation(isOrganisation(author, mapping) ? author : undefined, 'health-organisation', mapping),
    ...actors([{ reference: isOrganisation(author, mapping) ? undefined : author, part: 'author', role: 'Author of the flag' }], mapping),
  };
}

/** An adult's flag concerns the adult unless its code says a child. */
function concerns(
  stated: Parameters<typeof whomConcerned>[0],
  isSafeguarding: boolean,
  mapping: EntryMapping,
): 'child' | 'adult' | 'none' | 'unknown' {
  const coded = whomConcerned(stated, mapping.standing);
  if (coded !== undefined) return coded;
  if (!isSafeguarding) return 'unknown';
  return mapping.standing === 'adult' ? 'adult' : 'child';
}

/** BaRS category AC: who else has been told. */
function agencies(stated: readonly Coding[], categories: readonly Element[], mapping: EntryMapping): Circumstances | undefined {
  if (!categories.flatMap(codesOf).includes(AGENCY_CONTACTED_CATEGORY)) return undefined;
  const told = kept(stated.map(({ text, display, code }) => fitText(text ?? display ?? code, 200, '/', mapping.report)));
  const police = stated.some(({ system, code }) => system === BARS_AGENCY_TYPES && code === POLICE_INFORMED);
  return present<Circumstances>({ agenciesInformed: told.slice(0, 20), reportedToPolice: police ? 'yes' : undefined });
}

/** GP Connect marks safeguarding flags by `meta.tag` (https://fhir.nhs.uk/CodeSystem/RecordStandardHeadings). */
function hasSafeguardingTag(resource: Element): boolean {
  return (resource.one('meta')?.many('tag') ?? []).some((tag) => tag.value['code'] === 'safeguarding');
}

function isOrganisation(author: Element | undefined, mapping: EntryMapping): boolean {
  return author !== undefined && mapping.resolve(author)?.resourceType === 'Organization';
}
