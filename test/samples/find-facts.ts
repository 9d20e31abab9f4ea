import type { Facts } from './count/count-facts.mjs';

/** The kinds of fact the table counts, in the order of its columns. */
export const FACT_KINDS = ['identifiers', 'names', 'birthDates', 'eventDates', 'codedItems'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** How many distinct facts a file holds and how many of them stand in the records made from it. */
export interface Tally {
  readonly found: number;
  readonly present: number;
}

/**
 * Looks for each fact of the raw file in the records.
 * An identifier or coded item is found when value and system agree (a record that names no system agrees with any);
 * a name when one name of the record holds all its words; a date when it is the same day, or the same moment.
 */
export function findFacts(facts: Facts, records: readonly object[]): Readonly<Record<FactKind, Tally>> {
  const stated = statedIn(records);
  const tally = (wanted: ReadonlySet<string>, isFound: (fact: string) => boolean): Tally => ({
    found: [...wanted].filter(isFound).length,
    present: wanted.size,
  });
  return {
    identifiers: tally(facts.identifiers, (fact) => holdsPair(stated.identifiers, fact)),
    names: tally(facts.names, (fact) => stated.names.some((name) => words(fact).every((word) => name.includes(word)))),
    birthDates: tally(facts.birthDates, (fact) => stated.birthDates.has(fact)),
    eventDates: tally(facts.eventDates, (fact) => stated.dates.has(moment(fact))),
    codedItems: tally(facts.codedItems, (fact) => holdsPair(stated.codes, fact)),
  };
}

interface Stated {
  readonly identifiers: Set<string>;
  readonly codes: Set<string>;
  readonly names: (readonly string[])[];
  readonly birthDates: Set<string>;
  readonly dates: Set<string>;
}

/** Where a record says since when a value holds, not when something happened. */
const NO_EVENT = new Set(['names', 'addresses', 'telecoms', 'identifiers', 'birthDate', 'quality']);
const DATE = /^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

function statedIn(records: readonly object[]): Stated {
  const stated: Stated = { identifiers: new Set(), codes: new Set(), names: [], birthDates: new Set(), dates: new Set() };
  for (const record of records) read(record, [], stated);
  return stated;
}

function read(node: unknown, path: readonly string[], stated: Stated): void {
  const key = path.at(-1) ?? '';
  if (typeof node === 'string') readText(node, key, path, stated);
  else if (Array.isArray(node))
    node.forEach((item) => {
      read(item, path, stated);
    });
  else if (typeof node === 'object' && node !== null) {
    readObject(node as Readonly<Record<string, unknown>>, key, stated);
    for (const [name, value] of Object.entries(node) as [string, unknown][]) read(value, [...path, name], stated);
  }
}

function readObject(node: Readonly<Record<string, unknown>>, key: string, stated: Stated): void {
  const { system, value, code, family, given, text } = node;
  if ((key === 'identifiers' || key === 'references') && typeof value === 'string') addPair(stated.identifiers, system, value);
  if (typeof code === 'string' && key !== 'issues') addPair(stated.codes, system, code);
  if (key === 'names' || key === 'name') stated.names.push([given, family, text].flat().filter(isText).flatMap(words));
  if (key === 'birthDate' && typeof value === 'string') stated.birthDates.add(value);
}

function readText(text: string, key: string, path: readonly string[], stated: Stated): void {
  if (key === 'sourceRecordId') stated.identifiers.add(`|${text}`);
  if (!DATE.test(text) || path.some((step) => NO_EVENT.has(step))) return;
  stated.dates.add(moment(text));
  // A source may write the day and the time of one event in two places.
  stated.dates.add(text.slice(0, 10));
}

function addPair(pairs: Set<string>, system: unknown, value: string): void {
  pairs.add(`${isText(system) ? system : ''}|${value}`);
  pairs.add(`*|${value}`);
}

function holdsPair(pairs: ReadonlySet<string>, fact: string): boolean {
  // A format without systems has its facts found under whatever system the adapter gives them.
  return pairs.has(fact) || pairs.has(fact.slice(fact.indexOf('|'))) || (fact.startsWith('|') && pairs.has(`*${fact}`));
}

/** One spelling per moment, so that `+01:00` and `Z` agree; a date without a time stays the day, month or year it is. */
function moment(text: string): string {
  const time = text.includes('T') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

function words(name: string): readonly string[] {
  return name.split(/\s+/u).filter((word) => word !== '');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
