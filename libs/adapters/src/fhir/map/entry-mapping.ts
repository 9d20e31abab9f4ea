import type { DocumentReference, Information, Involvement, Professional } from '@mash-gateway/contracts';
import { fitList, fitText, kept } from '../../kit/texts.js';
import type { Submitted } from '../choose/entries.js';
import type { Element } from '../read/element.js';
import { professional } from './map-professionals.js';
import type { Mapping } from './mapping.js';
import type { Standing } from '../choose/people.js';

/** What mapping one clinical resource needs beyond the resource: the rest of its record. */
export interface EntryMapping extends Mapping {
  readonly submitted: Submitted;
  readonly standing: Standing;
  /** The entry of this record a resource became. */
  readonly entryIdOf: (resource: Element) => string | undefined;
  /** `child` or the id of a person of this record. */
  readonly personIdOf: (resource: Element) => string | undefined;
  /** Adds a document to the record. */
  readonly addDocument: (document: Omit<DocumentReference, 'documentId'>) => void;
}

/** An information entry in the making: fields may be undefined. */
export type Facts = { readonly [K in keyof Omit<Information, 'entryId' | 'kind'>]?: Information[K] | undefined } & Pick<
  Information,
  'kind'
>;

/** Maps one resource type. */
export type EntryMapper = (resource: Element, mapping: EntryMapping) => Facts;

/** Someone a resource names, and the part they had. */
export interface Actor {
  readonly reference: Element | undefined;
  readonly part: Involvement['part'];
  /** For a professional whose resource names no role. */
  readonly role: string;
}

/** People of the record by their part, everybody else as professionals. */
export function actors(named: readonly Actor[], mapping: EntryMapping): Pick<Facts, 'people' | 'professionals'> {
  const people: Involvement[] = [];
  const professionals: Professional[] = [];
  for (const { reference, part, role } of named) {
    const target = reference && mapping.resolve(reference);
    const personId = target && mapping.personIdOf(target);
    if (personId !== undefined) {
      reference?.pass('reference', 'type', 'display', 'identifier');
      people.push({ personId, part });
    } else professionals.push(...kept([professional(reference, role, mapping)]));
  }
  return {
    people: fitList(people, 50, '/information/people', mapping.report),
    professionals: fitList(professionals, 20, '/information/professionals', mapping.report),
  };
}

/** Entries of this record that the references lead to. */
export function related(references: readonly Element[], mapping: EntryMapping): string[] {
  const found = references.flatMap((reference) => {
    const target = mapping.resolve(reference);
    const entryId = target && mapping.entryIdOf(target);
    if (entryId === undefined) return [];
    reference.pass('reference', 'type', 'display');
    return [entryId];
  });
  return [...new Set(found)].slice(0, 50);
}

/** A text of the account in words. */
export function words(resource: Element, name: string, mapping: Mapping): string | undefined {
  return fitText(resource.text(name), 32_000, resource.at(name), mapping.report);
}

/** Several texts as one account, each on its own line. */
export function account(...texts: readonly (string | undefined)[]): string | undefined {
  const said = texts.filter((text): text is string => text !== undefined && text !== '');
  return said.length === 0 ? undefined : said.join('\n');
}
