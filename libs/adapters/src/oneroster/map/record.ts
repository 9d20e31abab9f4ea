import { SCHEMA_VERSION, type Child, type MappedRecord, type Source } from '@mash-gateway/contracts';
import type { Mapped } from '../../kit/adapter.js';
import { IssueList, notice, warning } from '../../kit/issues.js';
import { fitList, present } from '../../kit/texts.js';
import type { Manifest } from '../read/manifest.js';
import type { RosterRow } from '../read/table.js';
import { Row, unreadCells, type Entry } from './row.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'oneroster', version: '1.0.0' } as const;

/** A row of a file at its position, and what is found while it is mapped. */
export class Position {
  readonly issues = new IssueList();
  readonly row: Row;

  constructor(
    readonly file: string,
    readonly found: RosterRow,
    readonly position: number,
    now: Date,
  ) {
    this.row = new Row(found.cells, `${file}.csv, row ${found.row}`, this.issues.report, now);
    if (found.ragged) this.issues.report({ ...found.ragged, location: `${file}.csv, ${found.ragged.location}` });
  }

  /** Cells have moved under other headings: the row is no evidence of anything. */
  get isMoved(): boolean {
    return this.found.ragged?.severity === 'error';
  }

  refused(): Mapped {
    return { kind: 'refused', position: this.position, issues: this.issues.all() };
  }

  nothing(code: 'format.no-child' | 'child.adult' | 'format.ambiguous-child', rule: string): Mapped {
    return { kind: 'nothing', position: this.position, issues: [...this.issues.all(), notice(code, this.row.location, rule)] };
  }

  record(statement: Statement, manifest: Manifest): Mapped {
    const { child, persons = [], entries = [], sourceRecordId, change } = statement;
    const { row, issues } = this;
    if (child.names === undefined) issues.report(warning('child.missing-name', row.location));
    if (child.birthDate === undefined) issues.report(warning('child.missing-birth-date', row.location));
    if (child.state === 'adult') issues.report(notice('child.adult', row.location, 'Eighteen or older on the day of receipt'));
    const information = fitList(entries, 500, row.location, row.report).map((entry, index) => ({ entryId: `e${index + 1}`, ...entry }));
    const unmapped = fitList(unreadCells(this.found, this.file), 200, row.location, row.report);
    const authoredAt = row.moment('dateLastModified');
    const quality = present<NonNullable<MappedRecord['quality']>>({ issues: [...issues.all()], unmapped });
    const source = present<Source>({
      agency: 'education',
      system: manifest.systemName,
      standard: `OneRoster CSV ${manifest.version ?? ''}`.trim(),
      adapter: ADAPTER.id,
      mappingVersion: ADAPTER.version,
      sourceRecordId,
      position: this.position,
      sequence: sequenceOf(authoredAt),
      change: row.cells['status'] === 'tobedeleted' ? 'delete' : change,
      authoredAt,
      references:
        manifest.systemCode === undefined ? [] : [{ type: 'other', value: manifest.systemCode, system: 'oneroster/source.systemCode' }],
    });
    const made = present<MappedRecord>({
      schemaVersion: SCHEMA_VERSION,
      child,
      persons: [...persons],
      information,
      source,
      quality: Object.keys(quality).length > 0 ? quality : undefined,
    });
    return { kind: 'record', position: this.position, record: made };
  }
}

/** What one row says of one child. */
export interface Statement {
  readonly child: Child;
  readonly persons?: NonNullable<MappedRecord['persons']>;
  readonly entries?: readonly Entry[];
  readonly sourceRecordId: string | undefined;
  readonly change: Source['change'];
}

/** dateLastModified orders versions of one row; the standard writes it in UTC (1.1 §3). */
function sequenceOf(moment: string | undefined): number | undefined {
  if (moment?.includes('T') !== true) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/u.test(moment) ? moment : `${moment}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
