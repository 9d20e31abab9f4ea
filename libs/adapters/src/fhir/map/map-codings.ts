import type { Coding } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import type { Mapping } from './mapping.js';

/** A FHIR Coding, nothing of it changed. */
export function coding(element: Element | undefined, mapping: Mapping): Coding | undefined {
  if (!element) return undefined;
  const { report } = mapping;
  element.pass('userSelected');
  const made = present<Coding>({
    system: systemOf(element.text('system'), element.at('system'), mapping),
    version: fitText(element.text('version'), 60, element.at('version'), report),
    code: fitText(element.text('code'), 120, element.at('code'), report),
    display: fitText(element.text('display'), 500, element.at('display'), report),
  });
  return Object.keys(made).length === 0 ? undefined : made;
}

/** All codings of a CodeableConcept; its text stands with the first of them, or alone. */
export function codings(concept: Element | undefined, mapping: Mapping): Coding[] {
  if (!concept) return [];
  const made = kept(concept.many('coding').map((item) => coding(item, mapping)));
  const text = fitText(concept.text('text'), 2000, concept.at('text'), mapping.report);
  if (text === undefined) return made;
  const [first, ...more] = made;
  if (!first) return [{ text }];
  // A text that only repeats the display says nothing new.
  return first.display === text ? made : [{ ...first, text }, ...more];
}

/** All codings of several CodeableConcepts, in order. */
export function allCodings(concepts: readonly Element[], mapping: Mapping): Coding[] {
  return concepts.flatMap((concept) => codings(concept, mapping));
}

/** The first coding of a CodeableConcept, where the contract has room for one. Further ones are listed as unmapped. */
export function oneCoding(concept: Element | undefined, mapping: Mapping): Coding | undefined {
  if (!concept) return undefined;
  const [first] = concept.many('coding');
  const text = fitText(concept.text('text'), 2000, concept.at('text'), mapping.report);
  const made = coding(first, mapping);
  if (text === undefined || made?.display === text) return made;
  return { ...made, text };
}

/** A primitive code under the system its element is bound to. */
export function plainCode(element: Element, name: string, system: string, mapping: Mapping): Coding | undefined {
  const code = fitText(element.text(name), 120, element.at(name), mapping.report);
  return code === undefined ? undefined : { system, code };
}

/** The plain codes of a CodeableConcept, for looking up in tables; marks nothing as mapped. */
export function codesOf(concept: Element | undefined): string[] {
  const list = concept?.value['coding'];
  if (!Array.isArray(list)) return [];
  return (list as readonly unknown[]).flatMap((item) => {
    const code = typeof item === 'object' && item !== null && 'code' in item ? item.code : undefined;
    return typeof code === 'string' ? [code] : [];
  });
}

/** A code or identifier system as the contract takes it: a URI or registered short name. */
export function systemOf(system: string | undefined, location: string, mapping: Mapping): string | undefined {
  const fitted = fitText(system, 300, location, mapping.report);
  return fitted !== undefined && /^[A-Za-z][A-Za-z0-9+.:/_~%#?=&@,;!()*-]*$/u.test(fitted) ? fitted : undefined;
}
