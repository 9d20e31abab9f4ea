import type { Address } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { ADDRESS_USE } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';
import type { Mapping } from './mapping.js';
import { usedPeriod } from './map-periods.js';
import { EXTENSIONS } from '../codes/systems.js';

const MOST_ADDRESSES = 30;

/** All addresses of a person, current and ended. */
export function addresses(elements: readonly Element[], mapping: Mapping): Address[] {
  const made = kept(elements.map((element) => address(element, mapping)));
  return fitList(made, MOST_ADDRESSES, elements[0]?.path ?? '/', mapping.report);
}

/** One Address with its UK Core address keys (UPRN, PAF). */
export function address(element: Element | undefined, mapping: Mapping): Address | undefined {
  if (!element) return undefined;
  const { report } = mapping;
  const part = (name: string, max: number): string | undefined => fitText(element.text(name), max, element.at(name), report);
  const lines = kept(element.texts('line').map(({ text, path }) => fitText(text, 200, path, report)));
  const made = present<Address>({
    use: addressUse(element),
    lines: fitList(lines, 10, element.at('line'), report),
    town: part('city', 200),
    administrativeArea: part('district', 200),
    county: part('state', 200),
    postcode: part('postalCode', 20),
    country: part('country', 100),
    ...addressKeys(element, mapping),
    text: part('text', 1000),
    period: usedPeriod(element, mapping),
  });
  return Object.keys(made).some((key) => key !== 'use' && key !== 'period') ? made : undefined;
}

/** A postal-only address is where letters go, not where the person lives. */
function addressUse(element: Element): Address['use'] {
  const use = element.text('use');
  if (element.text('type') === 'postal' && use !== 'old') return 'correspondence';
  return ADDRESS_USE[use ?? ''] ?? 'unknown';
}

/** UK Core Extension-UKCore-AddressKey: `type` UPRN or PAF, `value` the key. */
function addressKeys(element: Element, mapping: Mapping): Pick<Partial<Address>, 'uprn' | 'pafKey'> {
  const keys: { uprn?: string; pafKey?: string } = {};
  for (const key of element.extensions(...EXTENSIONS.addressKey)) {
    const type = key.extension('type')?.one('valueCoding');
    const value = key.extension('value');
    type?.pass('system', 'display', 'version');
    const code = type?.text('code');
    const text = (max: number): string | undefined => fitText(value?.text('valueString'), max, key.path, mapping.report);
    const found = code === 'UPRN' ? text(20) : text(30);
    if (found === undefined) continue;
    if (code === 'UPRN') keys.uprn = found;
    else if (code === 'PAF') keys.pafKey = found;
  }
  return keys;
}
