import { SCHEMA_VERSION, type MappedRecord, type Unmapped } from '@mash-gateway/contracts';
import type { Mapped } from '../kit/adapter.js';
import { cellLocation, raggedIssue, type CsvRow } from '../kit/csv.js';
import { columnLocation } from '../kit/csv-columns.js';
import { fault, IssueList, notice, warning } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import { coveredBy, type Covered } from './covered.js';
import type { Entry } from './entry.js';
import { childOf } from './map-child.js';
import { markEntries } from './map-marks.js';
import { school } from './map-school.js';
import { sourceOf } from './map-source.js';
import { stringEntry, summaryEntry } from './map-summary.js';
import { marksOfRow, type Mark } from './read-marks.js';
import { locate, type FileSource, type PupilSource } from './register-source.js';
import { UNMAPPED } from './unmapped.js';

/** Makes the record of the rows of one pupil that stand together. */
export function mapPupil(rows: PupilSource['rows'], position: number, file: FileSource): Mapped {
  const [first] = rows;
  const issues = new IssueList();
  const pupil: PupilSource = { ...file, rows, first, position, report: issues.report };
  const organisation = school(pupil);
  const child = childOf(pupil, organisation);
  if (child.names === undefined && child.identifiers === undefined) {
    const refused = fault('child.missing-name', `row ${first.row}`, 'Neither a name nor an identifier: nobody can be meant');
    return { kind: 'refused', position, issues: [...issues.all(), refused] };
  }
  if (child.names === undefined) pupil.report(warning('child.missing-name', locate(pupil, 'surname')));
  if (child.birthDate === undefined) pupil.report(notice('child.missing-birth-date', locate(pupil, 'birthDate')));
  if (child.state === 'adult') pupil.report(notice('child.adult', locate(pupil, 'birthDate'), 'Eighteen or older on the day of receipt'));
  const { entries, covered } = attendance(pupil);
  if (entries.length === 0) pupil.report(warning('format.missing', `row ${first.row}`, 'Nothing is said of attendance'));
  const information = fitList(entries, 500, `row ${first.row}`, pupil.report).map((entry, index) => ({
    entryId: `e${index + 1}`,
    ...entry,
  }));
  const source = sourceOf(pupil, child, organisation, covered);
  const unmapped = fitList(notCarried(pupil), 200, `row ${first.row}`, pupil.report);
  const quality = present<NonNullable<MappedRecord['quality']>>({ issues: [...issues.all()], unmapped });
  const body: MappedRecord = { schemaVersion: SCHEMA_VERSION, child, information, source };
  return { kind: 'record', position, record: present<MappedRecord>(Object.keys(quality).length > 0 ? { ...body, quality } : body) };
}

function attendance(pupil: PupilSource): { readonly entries: Entry[]; readonly covered: Covered } {
  const marks: Mark[] = [];
  const periods: Entry[] = [];
  for (const row of pupil.rows) {
    const ragged = raggedIssue(pupil.layout.header, row);
    if (ragged !== undefined) pupil.report(ragged);
    const found = marksOfRow(pupil, row);
    marks.push(...found.marks);
    if (found.string !== undefined) periods.push(stringEntry(pupil, row, found.string));
    const summary = summaryEntry(pupil, row, found);
    if (summary !== undefined) periods.push(summary);
  }
  return { entries: [...markEntries(pupil, marks), ...periods], covered: coveredBy(marks, periods) };
}

/** Cells of the pupil that hold something and have no place in the record, each column once. */
function notCarried({ layout: { header }, rows }: PupilSource): Unmapped[] {
  const unmapped: Unmapped[] = [];
  const filled = (place: number): CsvRow | undefined => rows.find(({ cells }) => (cells[place] ?? '').trim() !== '');
  for (const { column, reason } of UNMAPPED) {
    const place = header.columns.get(column);
    const row = place === undefined ? undefined : filled(place);
    if (row !== undefined) unmapped.push({ location: cellLocation(row, column), reason });
  }
  for (const place of header.strangers) {
    const row = filled(place);
    if (row !== undefined) unmapped.push({ location: columnLocation(row.row, place), reason: 'No heading of an attendance register' });
  }
  return unmapped;
}
