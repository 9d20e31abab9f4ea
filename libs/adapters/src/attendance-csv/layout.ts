import type { AdapterInput, Limits } from '../kit/adapter.js';
import type { CsvHeader } from '../kit/csv-columns.js';
import { csvHeader } from '../kit/csv-header.js';
import { refusal } from '../kit/issues.js';
import { COLUMNS, CONTENT_COLUMNS, PUPIL_COLUMNS, WHO_COLUMNS, type Column } from './columns.js';
import { dayHeading, type DayHeading } from './register-days.js';

/** A column headed by a day, with its place. */
export interface DayColumn extends DayHeading {
  readonly place: number;
}

/** What a file has, found once from its header. */
export interface Layout {
  readonly header: CsvHeader<Column>;
  /** Columns headed by days, in order. */
  readonly days: readonly DayColumn[];
  /** Places of the columns in which rows of one pupil agree. */
  readonly pupil: readonly number[];
  /** Places of the columns that say who is meant. */
  readonly who: readonly number[];
}

/** Rows of title that reports print above the header. */
const TITLES = 20;

/**
 * Reads the header of a register. @throws Refusal `body.*`; `format.unexpected-root` where no row names both a pupil and
 * something of attendance
 */
export async function readLayout(input: AdapterInput, limits: Limits): Promise<Layout> {
  const recognises = (heading: string): boolean => dayHeading(heading) !== undefined;
  const header = await csvHeader<Column>(input, { limits, columns: COLUMNS, recognises, preamble: TITLES });
  const days = header.headings.flatMap((heading, place) => {
    const day = dayHeading(heading);
    return day === undefined || isKnown(header, place) ? [] : [{ place, ...day }];
  });
  const has = (column: Column): boolean => header.columns.has(column);
  if (!WHO_COLUMNS.some(has) || !(days.length > 0 || CONTENT_COLUMNS.some(has)))
    throw refusal('format.unexpected-root', `row ${header.row}`, 'No columns that name a pupil and say something of attendance');
  return { header, days, pupil: places(header, PUPIL_COLUMNS), who: places(header, WHO_COLUMNS) };
}

function isKnown({ columns }: CsvHeader<Column>, place: number): boolean {
  return [...columns.values()].includes(place);
}

function places({ columns }: CsvHeader<Column>, names: readonly Column[]): number[] {
  return names.flatMap((name) => columns.get(name) ?? []);
}
