import type { Absence, Child, Coding, Language } from '@mash-gateway/contracts';
import { codedBy, codingBy } from '../kit/code-table.js';
import { fitList, fitText, kept } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { DISABILITY, ETHNICITY, ETHNICITY_SOURCE, GENDER, LANGUAGE_TYPE, NO_LANGUAGE, SEX } from './codes.js';
import { locate, locateItem, type PupilSource } from './pupil-source.js';

/** Sex (CTF 24 and later). */
export function sex(pupil: PupilSource): Child['sex'] {
  return codedBy(SEX, textAt(pupil.element, 'Sex'), locate(pupil, 'Sex'), pupil.report);
}

/** Gender (CTF 23 and earlier); kept apart from sex, which later versions ask instead. */
export function gender(pupil: PupilSource): Child['gender'] {
  return codedBy(GENDER, textAt(pupil.element, 'Gender'), locate(pupil, 'Gender'), pupil.report);
}

/** Ethnicity with the code as written, and who said so. */
export function ethnicity(pupil: PupilSource): Child['ethnicity'] {
  const { element, report } = pupil;
  const coded = codedBy(ETHNICITY, textAt(element, 'BasicDetails', 'Ethnicity'), locate(pupil, 'BasicDetails/Ethnicity'), report);
  const sourcePath = locate(pupil, 'BasicDetails/EthnicitySource');
  const source = codingBy(ETHNICITY_SOURCE, textAt(element, 'BasicDetails', 'EthnicitySource'), sourcePath, report);
  if (!coded) return source && { normalised: 'unknown', original: [source] };
  return source ? { ...coded, original: [...(coded.original ?? []), source] } : coded;
}

/** Languages; a code that says there is no answer is an absence with its reason, not a language. */
export function languages(pupil: PupilSource): { readonly languages: Language[]; readonly absences: Absence[] } {
  const path = 'BasicDetails/Languages/Type';
  const types = childrenOf(at(pupil.element, 'BasicDetails', 'Languages'), 'Type');
  const absences = kept(types.map((type) => absence(type)));
  const spoken = types.map((type, index) => (absence(type) ? undefined : language(type, locateItem(pupil, path, index), pupil)));
  return { languages: fitList(kept(spoken), 10, locate(pupil, path), pupil.report), absences };
}

/** Disabilities in the CIN census list. */
export function disabilities(pupil: PupilSource): Child['disabilities'] {
  const path = 'BasicDetails/Disabilities/Disability';
  const listed = childrenOf(at(pupil.element, 'BasicDetails', 'Disabilities'), 'Disability').map((item, index) =>
    codedBy(DISABILITY, item.text, locateItem(pupil, path, index), pupil.report),
  );
  const known = fitList(kept(listed), 20, locate(pupil, path), pupil.report);
  return known.length > 0 ? known : undefined;
}

function language(type: XmlElement, location: string, pupil: PupilSource): Language | undefined {
  const { report } = pupil;
  // Some writers put the language into Type itself.
  const written = type.children.length === 0 ? type.text : textAt(type, 'Language');
  const code = fitText(written, 60, `${location}/Language`, report);
  if (code === undefined) return undefined;
  const role = codedBy(LANGUAGE_TYPE, textAt(type, 'LanguageType'), `${location}/LanguageType`, report);
  const original: Coding[] = [{ system: NO_LANGUAGE.system, code }, ...(role?.original ?? [])];
  return { language: code, role: role?.normalised ?? 'unknown', original };
}

function absence(type: XmlElement): Absence | undefined {
  const code = textAt(type, 'Language');
  const entry = code === undefined ? undefined : NO_LANGUAGE.entries[code];
  return entry && { field: '/child/languages', reason: entry.normalised, stated: `CTF language code: ${entry.display}` };
}
