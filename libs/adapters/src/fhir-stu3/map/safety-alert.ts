import type { Coding } from '@mash-gateway/contracts';
import { fitText } from '../../kit/texts.js';
import { warning } from '../../kit/issues.js';
import { account, type EntryMapping, type Facts } from '../../fhir/map/entry-mapping.js';
import { codings } from '../../fhir/map/map-codings.js';
import { concernCategories } from '../../fhir/map/map-concerns.js';
import type { Element } from '../../fhir/read/element.js';
import { SAFETY_ALERT } from '../codes/care.js';

/**
 * A safety alert (CH029): an Observation of risk to self, to others or from others, its account in the value. Where the
 * code is only written out, the words are those of the code; other words are a concern of an unknown kind.
 */
export function asSafetyAlert(facts: Facts, resource: Element, mapping: EntryMapping): Facts {
  // "No" is an answer too, and no concern whatever the code.
  if (resource.value['valueBoolean'] === false) return { ...facts, categories: [] };
  const stated = codings(resource.one('code'), mapping);
  const coded = concernCategories(stated);
  return {
    ...facts,
    kind: mapping.standing === 'adult' ? facts.kind : 'concern',
    categories: coded.length > 0 ? coded : [worded(stated, resource, mapping)],
    narrative: account(fitText(resource.text('valueString'), 32_000, resource.at('valueString'), mapping.report)) ?? facts.narrative,
  };
}

function worded(stated: readonly Coding[], resource: Element, mapping: EntryMapping): NonNullable<Facts['categories']>[number] {
  const words = stated.flatMap(({ text, display }) => [text, display]).filter((item): item is string => item !== undefined);
  const known = words.map((text) => SAFETY_ALERT[text.trim().toLowerCase()]).find((category) => category !== undefined);
  if (known === undefined)
    mapping.report(warning('code.unknown', resource.at('code'), 'A safety alert of a kind this adapter does not know'));
  return { normalised: known ?? 'other', ...(stated.length > 0 ? { original: [...stated] } : {}) };
}
