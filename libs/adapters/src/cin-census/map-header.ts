import type { Issue, Organisation, Source } from '@mash-gateway/contracts';
import { day, momentOf } from '../kit/dates.js';
import { IssueList, refusal, warning, type Report } from '../kit/issues.js';
import { fitText, present } from '../kit/texts.js';
import { at, textAt, type XmlElement } from '../kit/xml-tree.js';
import { HEADER } from './structure.js';
import { unreadParts } from './unread.js';

/** What the header says of every child of the file. */
export interface CensusHeader {
  readonly source: Pick<
    Source,
    'organisation' | 'system' | 'sourceVersion' | 'sequence' | 'authoredAt' | 'referenceDate' | 'messageType' | 'standard'
  >;
  /** Three-digit number of the local authority; undefined when the file does not say it. */
  readonly authority: string | undefined;
}

/** Where a system of local authority numbers is named in a record. */
const LA_SYSTEM = 'dfe-cbds/la';

/**
 * Header of the file, with what is wrong with it.
 * @throws Refusal `format.unsupported` for another collection of the DfE, whose elements have other meanings
 */
export function mapHeader(header: XmlElement | undefined, now: Date): { readonly header: CensusHeader; readonly issues: readonly Issue[] } {
  const issues = new IssueList();
  const { report } = issues;
  if (header === undefined)
    report(warning('format.missing', '/Message/Header', 'A census says which authority sends it, and for which year'));
  else unreadParts(header, HEADER, { location: 'Header', path: 'Header' }, report);
  const details = at(header, 'CollectionDetails');
  const source = at(header, 'Source');
  collectionOf(details, report);
  const authority = fitText(textAt(source, 'LEA'), 100, 'Header/Source/LEA', report);
  if (header !== undefined && (authority === undefined || !/^\d{3}$/u.test(authority)))
    report(warning('format.value', 'Header/Source/LEA', 'A local authority number has three digits'));
  const year = fitText(textAt(details, 'Year'), 60, 'Header/CollectionDetails/Year', report);
  const referenceDate = referenceDateOf(details, year, now, report);
  const authoredAt = momentOf(textAt(source, 'DateTime'), { location: 'Header/Source/DateTime', report, now });
  return {
    header: {
      authority,
      source: present<CensusHeader['source']>({
        organisation: authority === undefined ? undefined : authorityOf(authority),
        system: systemOf(source, report),
        sourceVersion: fitText(textAt(source, 'SerialNo'), 100, 'Header/Source/SerialNo', report),
        sequence: authoredAt === undefined ? undefined : sequenceOf(authoredAt),
        authoredAt,
        referenceDate,
        messageType: present({ system: 'dfe-cbds/collection', version: year, code: 'CIN', display: 'Children in need census' }),
        standard: year === undefined ? 'CIN census' : `CIN census ${/^\d{4}$/u.test(year) ? year : 'of an unreadable year'}`,
      }),
    },
    issues: issues.all(),
  };
}

/** A local authority by its three-digit number. */
export function authorityOf(number: string): Organisation {
  return { type: 'local-authority', identifiers: [{ type: 'local', system: LA_SYSTEM, value: number, status: 'unverified' }] };
}

function collectionOf(details: XmlElement | undefined, report: Report): void {
  const collection = textAt(details, 'Collection');
  if (collection === undefined)
    report(warning('format.missing', 'Header/CollectionDetails/Collection', 'Taken as the children in need census'));
  else if (collection.toUpperCase() !== 'CIN')
    throw refusal('format.unsupported', 'Header/CollectionDetails/Collection', 'Only the children in need census (CIN) is read');
}

/** The census for a year is about the twelve months to 31 March of that year (census guide, "Reference period"). */
function referenceDateOf(details: XmlElement | undefined, year: string | undefined, now: Date, report: Report): string | undefined {
  const location = 'Header/CollectionDetails/ReferenceDate';
  const date = day(textAt(details, 'ReferenceDate'), { location, report, now });
  if (details !== undefined && year === undefined)
    report(warning('format.missing', 'Header/CollectionDetails/Year', 'The year of the census'));
  if (year !== undefined && !/^\d{4}$/u.test(year))
    report(warning('format.value', 'Header/CollectionDetails/Year', 'A year has four digits'));
  if (date === undefined) return undefined;
  if (year !== undefined && !date.startsWith(`${year}-`))
    report(warning('date.implausible', location, 'The reference date is not in the year of the census; both are kept'));
  if (!date.endsWith('-03-31')) report(warning('date.implausible', location, 'The reference date of the census is a 31 March'));
  return date;
}

function systemOf(source: XmlElement | undefined, report: Report): string | undefined {
  const code = textAt(source, 'SoftwareCode');
  const release = textAt(source, 'Release');
  const written = [code, release].filter((part) => part !== undefined).join(' ');
  return fitText(written, 200, 'Header/Source/SoftwareCode', report);
}

/** Times without an offset are read as UTC: they order files of one authority among themselves and nothing else. */
function sequenceOf(authoredAt: string): number | undefined {
  if (!authoredAt.includes('T')) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/u.test(authoredAt) ? authoredAt : `${authoredAt}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
