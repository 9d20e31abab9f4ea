import type { Coding, Issue, Organisation, Reference } from '@mash-gateway/contracts';
import { momentOf } from '../kit/dates.js';
import { warning, type Report } from '../kit/issues.js';
import { fitText, kept, present } from '../kit/texts.js';
import { at, attributeOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { FILE_KIND } from './codes.js';
import { placeOf, unreadParts } from './known-parts.js';
import { school, schoolKey } from './map-school.js';
import type { FileHead } from './parse.js';
import { HEADER } from './structure.js';

/** What a file says about itself and therefore about each of its pupils. */
export interface CtfHeader {
  /** e.g. `CTF 25.0`; without the number when the file does not say. */
  readonly standard: string;
  readonly change: 'full' | 'partial';
  readonly authoredAt?: string;
  /** Order among files of one school: their time of writing in milliseconds. */
  readonly sequence?: number;
  readonly system?: string;
  readonly organisation?: Organisation;
  readonly academicYear?: string;
  readonly destination?: Organisation;
  /** The file in the words of its writer. */
  readonly messageType?: Coding;
  /** The header says that this is a return about children missing education. */
  readonly isMissingEducation: boolean;
  /** The destination as written, also when it is a pseudo-code. */
  readonly references: readonly Reference[];
}

/** Reads the header (CTF 21 §2.6). A file without one is taken; what is missing is reported. */
export function mapHeader(head: FileHead, now: Date): { readonly header: CtfHeader; readonly issues: readonly Issue[] } {
  const { root, header } = head;
  const standard = root.name.startsWith('AT') ? 'ATF' : 'CTF';
  const issues: Issue[] = [];
  const report: Report = (issue) => issues.push(issue);
  if (!header) report(warning('format.missing', 'Header', 'A CTF says in its header which school wrote it, and when'));
  else unreadParts(header, HEADER, placeOf('Header', 'Header'), report);
  const source = at(header, 'SourceSchool');
  const destination = school(at(header, 'DestSchool'), 'Header/DestSchool', report);
  const authoredAt = momentOf(textAt(header, 'DateTime'), { location: 'Header/DateTime', report, now });
  const mapped = present<CtfHeader>({
    standard: `${standard} ${fitText(versionOf(head), 20, 'Header/CTFversion', report) ?? ''}`.trim(),
    change: changeOf(textAt(header, 'DocumentQualifier'), report),
    authoredAt,
    sequence: authoredAt === undefined ? undefined : sequenceOf(authoredAt),
    system: fitText(textAt(header, 'SupplierID'), 200, 'Header/SupplierID', report),
    organisation: school(source, 'Header/SourceSchool', report),
    academicYear: fitText(textAt(source, 'AcademicYear'), 20, 'Header/SourceSchool/AcademicYear', report),
    destination,
    ...kindOf(header, report),
    references: [],
  });
  return { header: { ...mapped, references: referencesTo(destination) }, issues };
}

/** In the header, or in the dialects an attribute of the root. */
function versionOf({ root, header }: FileHead): string | undefined {
  return textAt(header, 'CTFversion') ?? textAt(header, 'ATFversion') ?? attributeOf(root, 'CTFversion') ?? attributeOf(root, 'version');
}

/** Nothing in a file is a code for its kind; it is named in words, and as `CME` in the name of the file (CTF 21 §2.5), which does not travel with the bytes. */
function kindOf(
  header: XmlElement | undefined,
  report: Report,
): Pick<CtfHeader, 'isMissingEducation'> & { readonly messageType: Coding | undefined } {
  const words = ['DocumentName', 'DataDescriptor'].map((name) => fitText(textAt(header, name), 500, `Header/${name}`, report));
  const isMissingEducation = words.some((text) => text !== undefined && /\bCME\b|missing (?:from )?education/iu.test(text));
  const text = words[1];
  if (isMissingEducation) {
    const display = FILE_KIND.entries['CME']?.display;
    return {
      isMissingEducation,
      messageType: present<Coding>({ system: FILE_KIND.system, code: 'CME', display, text: kept(words).join(': ') }),
    };
  }
  return { isMissingEducation, messageType: text === undefined ? undefined : { system: 'ctf/data-descriptor', text } };
}

/** Unstated means partial: then a field that is absent says nothing, which can never delete what is known. */
function changeOf(qualifier: string | undefined, report: Report): 'full' | 'partial' {
  if (qualifier === 'full' || qualifier === 'partial') return qualifier;
  report(
    qualifier === undefined
      ? warning('format.missing', 'Header/DocumentQualifier', 'Taken as partial')
      : warning('format.value', 'Header/DocumentQualifier', 'Neither full nor partial; taken as partial'),
  );
  return 'partial';
}

/** Times without an offset are read as UTC: they order files of one school among themselves and nothing else. */
function sequenceOf(authoredAt: string): number | undefined {
  if (!authoredAt.includes('T')) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/u.test(authoredAt) ? authoredAt : `${authoredAt}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}

function referencesTo(destination: Organisation | undefined): Reference[] {
  const value = schoolKey(destination);
  return value === undefined ? [] : [{ type: 'other', value, system: 'ctf/dest-school' }];
}
