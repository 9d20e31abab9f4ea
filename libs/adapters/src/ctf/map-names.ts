import type { PersonName } from '@mash-gateway/contracts';
import { fitText, present } from '../kit/texts.js';
import { at, textAt, type XmlElement } from '../kit/xml-tree.js';
import { locate, type PupilSource } from './pupil-source.js';

/** Legal, used, preferred and former names; only what the file states of each, never filled up from another. */
export function pupilNames(pupil: PupilSource): PersonName[] {
  const { element } = pupil;
  const details = at(element, 'BasicDetails');
  const legal = nameOf(pupil, details, { use: 'official', surname: 'LegalSurname', forename: 'LegalForename' });
  const plain = nameOf(pupil, element, { use: 'official', surname: 'Surname', forename: 'Forename' });
  const middle = middleNames(pupil, details);
  const names = [
    ...officialNames(legal, plain, middle),
    nameOf(pupil, details, { use: 'preferred', surname: 'PreferredSurname', forename: 'PreferredForename' }),
    nameOf(pupil, details, { use: 'former', surname: 'FormerSurname', forename: 'FormerForename' }),
  ];
  return names.filter((name) => name !== undefined);
}

/** A contact's name. */
export function contactName(contact: XmlElement, location: string, pupil: PupilSource): PersonName | undefined {
  const { report } = pupil;
  const title = fitText(textAt(contact, 'Title'), 50, `${location}/Title`, report);
  const forename = fitText(textAt(contact, 'Forename'), 150, `${location}/Forename`, report);
  const middle = fitText(textAt(contact, 'MiddleNames'), 150, `${location}/MiddleNames`, report);
  const name = present<PersonName>({
    use: 'official',
    family: fitText(textAt(contact, 'Surname'), 150, `${location}/Surname`, report),
    given: [...(forename === undefined ? [] : [forename]), ...parted(middle)],
    prefix: title === undefined ? [] : [title],
  });
  return name.family === undefined && name.given === undefined ? undefined : name;
}

/**
 * Surname and Forename of a CTF are the legal ones. In the dialect that also has LegalSurname and LegalForename,
 * what differs from them is the name in use.
 */
function officialNames(legal: PersonName | undefined, plain: PersonName | undefined, middle: readonly string[]): PersonName[] {
  const official = legal ?? plain;
  const named = official ?? (middle.length > 0 ? ({ use: 'official' } satisfies PersonName) : undefined);
  if (named === undefined) return [];
  const whole: PersonName = middle.length > 0 ? { ...named, given: [...(named.given ?? []), ...middle].slice(0, 15) } : named;
  const differs = legal !== undefined && plain !== undefined && JSON.stringify(legal) !== JSON.stringify(plain);
  return differs ? [whole, { ...plain, use: 'usual' }] : [whole];
}

interface NameParts {
  readonly use: PersonName['use'];
  readonly surname: string;
  readonly forename: string;
}

function nameOf(pupil: PupilSource, element: XmlElement | undefined, parts: NameParts): PersonName | undefined {
  const prefix = element === pupil.element ? '' : 'BasicDetails/';
  const family = fitText(textAt(element, parts.surname), 150, locate(pupil, prefix + parts.surname), pupil.report);
  const forename = fitText(textAt(element, parts.forename), 150, locate(pupil, prefix + parts.forename), pupil.report);
  if (family === undefined && forename === undefined) return undefined;
  return present<PersonName>({ use: parts.use, family, given: forename === undefined ? [] : [forename] });
}

function middleNames(pupil: PupilSource, details: XmlElement | undefined): string[] {
  return parted(fitText(textAt(details, 'MiddleNames'), 150, locate(pupil, 'BasicDetails/MiddleNames'), pupil.report));
}

/** One element holds all middle names, blanks between them. */
function parted(names: string | undefined): string[] {
  return names === undefined ? [] : names.split(/\s+/u).slice(0, 14);
}
