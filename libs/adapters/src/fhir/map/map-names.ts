import type { PersonName } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { NAME_USE } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';
import type { Mapping } from './mapping.js';
import { usedPeriod } from './map-periods.js';

const MOST_NAMES = 30;

/** All names of a person, current and ended. */
export function names(elements: readonly Element[], mapping: Mapping): PersonName[] {
  const made = kept(elements.map((element) => personName(element, mapping)));
  return fitList(made, MOST_NAMES, elements[0]?.path ?? '/', mapping.report);
}

/** One HumanName; undefined when it holds no name at all. */
export function personName(element: Element | undefined, mapping: Mapping): PersonName | undefined {
  if (!element) return undefined;
  const { report } = mapping;
  const parts = (name: string, max: number, length: number): string[] =>
    fitList(kept(element.texts(name).map(({ text, path }) => fitText(text, length, path, report))), max, element.at(name), report);
  const made = present<PersonName>({
    use: NAME_USE[element.text('use') ?? ''] ?? 'unknown',
    family: fitText(element.text('family'), 150, element.at('family'), report),
    given: parts('given', 15, 150),
    prefix: parts('prefix', 10, 50),
    suffix: parts('suffix', 10, 50),
    text: fitText(element.text('text'), 300, element.at('text'), report),
    period: usedPeriod(element, mapping),
  });
  return made.family === undefined && made.given === undefined && made.text === undefined ? undefined : made;
}
