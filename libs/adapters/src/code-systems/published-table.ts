import type { codes } from '@mash-gateway/contracts';
import { codeTable, type CodeTable } from '../kit/code-table.js';

/** A word of one of the contract's closed lists, by the name of the list. */
export type Word<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer T extends string)[] ? T : never;

/** Where a code list comes from, so that anybody can compare the table with its source. */
export interface Publication {
  /** System of a code in the record: the publisher's URI, or a short name of this project where the publisher gives none. */
  readonly system: string;
  /** Further URIs under which publishers or senders name the same codes. */
  readonly alsoKnownAs?: readonly string[];
  /** Title of the list, and the publisher. */
  readonly title: string;
  /** Page on which the list is published. */
  readonly url: string;
  /** Version or date of the list as it stands here. */
  readonly version: string;
}

/** A code table that more than one standard uses, with its publication. */
export interface PublishedTable<T extends string> extends CodeTable<T> {
  readonly publication: Publication;
}

/**
 * Makes a published table from rows of code, normalised word and the publisher's own words.
 * @throws Error when a code stands twice, which is a fault of the table and not of a sender
 */
export function publishedTable<const T extends string>(
  publication: Publication,
  otherwise: T,
  rows: readonly (readonly [code: string, normalised: T, display: string])[],
): PublishedTable<T> {
  const twice = rows.find(([code], index) => rows.findIndex(([other]) => other === code) !== index);
  if (twice !== undefined) throw new Error(`${publication.system}: ${twice[0]} stands twice`);
  return Object.freeze({ ...codeTable(publication.system, otherwise, rows), publication });
}

/** The codes of a table that a normalised word can come from, in the order of the table; none for a word it does not know. */
export function codesFor<T extends string>(table: CodeTable<T>, normalised: T): readonly string[] {
  return Object.entries(table.entries).flatMap(([code, entry]) => (entry.normalised === normalised ? [code] : []));
}

/** Whether a URI names the code system of this table, under any of its names. */
export function isSystemOf(table: PublishedTable<string>, uri: string): boolean {
  return uri === table.system || (table.publication.alsoKnownAs ?? []).includes(uri);
}
