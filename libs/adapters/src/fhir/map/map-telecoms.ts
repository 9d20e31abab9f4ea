import type { Telecom } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { TELECOM_KIND, TELECOM_USE } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';
import { coding } from './map-codings.js';
import type { Mapping } from './mapping.js';
import { usedPeriod } from './map-periods.js';
import { EXTENSIONS } from '../codes/systems.js';

/** All ways to reach a person or organisation. */
export function telecoms(elements: readonly Element[], max: number, mapping: Mapping): Telecom[] {
  const made = kept(elements.map((element) => telecom(element, mapping)));
  return fitList(made, max, elements[0]?.path ?? '/', mapping.report);
}

function telecom(element: Element, mapping: Mapping): Telecom | undefined {
  const value = fitText(element.text('value'), 300, element.at('value'), mapping.report);
  const use = TELECOM_USE[element.text('use') ?? ''];
  const stated = coding(element.extension(...EXTENSIONS.otherContactSystem)?.one('valueCoding'), mapping);
  const kind = kindOf(element, use, stated?.code);
  const rank = element.whole('rank');
  const period = usedPeriod(element, mapping);
  if (value === undefined) return undefined;
  return present<Telecom>({
    kind,
    value,
    use,
    original: stated && [stated],
    rank: rank !== undefined && rank >= 1 && rank <= 100 ? rank : undefined,
    period,
  });
}

/** `other` is made precise by UK Core Extension-UKCore-OtherContactSystem (textphone). */
function kindOf(element: Element, use: Telecom['use'], code: string | undefined): Telecom['kind'] {
  const system = element.text('system') ?? '';
  if (code !== undefined) return TELECOM_KIND[code] ?? 'other';
  if (system === 'phone' && use === 'mobile') return 'mobile';
  return TELECOM_KIND[system] ?? 'other';
}
