import type { Language } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import { codings } from './map-codings.js';
import type { Mapping } from './mapping.js';
import { EXTENSIONS } from '../codes/systems.js';

/** Languages from Patient.communication, UK Core NHSCommunication and patient-interpreterRequired. */
export function languages(person: Element, mapping: Mapping): Language[] {
  const required = person.extension(...EXTENSIONS.interpreter)?.flag('valueBoolean');
  const standard = person.many('communication').map((item) => {
    const preferred = item.flag('preferred');
    return language(item.one('language'), { preferred, interpreter: required }, mapping);
  });
  const ukCore = person.extensions(...EXTENSIONS.communication).map((item) => {
    const interpreter = item.extension('interpreterRequired')?.flag('valueBoolean');
    const preferred = item.extension('preferred')?.flag('valueBoolean');
    return language(item.extension('language')?.one('valueCodeableConcept'), { preferred, interpreter }, mapping);
  });
  const found = kept([...standard, ...ukCore]);
  // An interpreter may be needed although no language is named.
  if (found.length === 0 && required !== undefined) return [{ language: 'und', role: 'unknown', interpreterRequired: required }];
  return found;
}

interface Said {
  readonly preferred: boolean | undefined;
  readonly interpreter: boolean | undefined;
}

function language(concept: Element | undefined, said: Said, mapping: Mapping): Language | undefined {
  const original = codings(concept, mapping).slice(0, 5);
  const [first] = original;
  const name = first?.code ?? first?.text ?? first?.display;
  const fitted = fitText(name, 60, concept?.path ?? '/', mapping.report);
  if (fitted === undefined) return undefined;
  const role = said.preferred === true ? 'preferred' : 'unknown';
  return present<Language>({ language: fitted, role, interpreterRequired: said.interpreter, original });
}
