import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type AdapterInput, type Limits } from './adapter.js';
import { inputOf } from './bytes.js';
import { columnsByHeading } from './csv-columns.js';
import { csvHeader, type CsvReading } from './csv-header.js';
import { cellLocation, cellOf, csvRows, raggedIssue, rawCell, type CsvRow } from './csv.js';
import { Refusal } from './issues.js';

const COLUMNS = {
  upn: ['Unique Pupil Number'],
  surname: ['Legal Surname'],
  birthDate: ['DOB', 'Date of Birth'],
  note: ['Comments'],
} as const;
type Column = keyof typeof COLUMNS;

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);

async function read(body: string | Uint8Array, options: Partial<CsvReading<Column>> & { readonly charset?: string } = {}) {
  const { charset, ...further } = options;
  const reading = { limits: DEFAULT_LIMITS, columns: COLUMNS, ...further };
  const input = inputOf(typeof body === 'string' ? bytesOf(body) : body, 'text/csv', charset);
  const header = await csvHeader(input, reading);
  return { header, rows: await all(csvRows(input, header, reading.limits)) };
}

async function all(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const list: CsvRow[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

async function refusalOf(body: string | Uint8Array, options: Parameters<typeof read>[1] = {}): Promise<unknown> {
  try {
    await read(body, options);
  } catch (error) {
    if (error instanceof Refusal) return error.issue;
    throw error;
  }
  return 'taken';
}

const limits = (over: Partial<Limits>): Partial<CsvReading<Column>> => ({ limits: { ...DEFAULT_LIMITS, ...over } });

describe('headings', () => {
  test('are known whatever their case, blanks, punctuation and order', async () => {
    const { header, rows } = await read('DATE OF BIRTH,surname,unique_pupil-number\n2015-01-02,Sample,A1\n');

    expect([...header.columns]).toEqual([
      ['birthDate', 0],
      ['surname', 1],
      ['upn', 2],
    ]);
    expect(rows.map((row) => cellOf(header, row, 'upn'))).toEqual(['A1']);
    expect(header.issues).toEqual([]);
  });

  test('that nobody declared are told by their place, never by the words of the sender', async () => {
    const { header } = await read('UPN,Secret canary,Surname,__proto__\n1,2,3,4\n');

    expect(header.strangers).toEqual([1, 3]);
    expect(header.issues.map(({ code, location }) => `${code} ${location}`)).toEqual([
      'format.unknown-field row 1, column 2',
      'format.unknown-field row 1, column 4',
    ]);
    expect(JSON.stringify(header.issues)).not.toMatch(/canary|proto/u);
    expect(({} as Record<string, unknown>)['4']).toBeUndefined();
  });

  test('that stand twice are read at their first place, and said to be there twice', async () => {
    const { header, rows } = await read('UPN,Surname,Unique Pupil Number\n1,2,3\n');

    expect(rows.map((row) => cellOf(header, row, 'upn'))).toEqual(['1']);
    expect(header.issues).toEqual([expect.objectContaining({ code: 'limit.items', location: 'row 1, upn', severity: 'warning' })]);
  });

  test('that are empty make no issue, and the end of a row below them may be missing', async () => {
    const { header, rows } = await read('UPN,Surname,,\n1,2\n1,2,,\n1,2,3,4\n');

    expect(header.issues).toEqual([]);
    expect(header.strangers).toEqual([2, 3]);
    expect(rows.map((row) => raggedIssue(header, row))).toEqual([undefined, undefined, undefined]);
  });

  test('claimed by two columns of one declaration are a fault of the adapter', () => {
    expect(() => columnsByHeading({ a: ['Name'], b: ['name'] })).toThrow(TypeError);
  });

  test('are found below titles where the reading allows some, and otherwise nowhere but in the first row', async () => {
    const body = 'Register of the week\n\n"As at, today"\nUPN,Surname\n1,2\n';

    expect((await read(body, { preamble: 5 })).rows).toEqual([{ row: 5, cells: ['1', '2'] }]);
    expect(await refusalOf(body)).toMatchObject({ code: 'format.unexpected-root', location: 'row 1' });
  });

  test('of another kind of file refuse it whole', async () => {
    expect(await refusalOf('PK\u0003\u0004 not a table at all')).toMatchObject({ code: 'format.unexpected-root' });
    expect(await refusalOf('')).toMatchObject({ code: 'body.empty' });
  });
});

describe('delimiters', () => {
  test.each([',', ';', '\t', '|'])('%j is found from the header, whatever stands in the cells', async (delimiter) => {
    const others = [',', ';', '\t', '|'].filter((other) => other !== delimiter).join('');
    const { header, rows } = await read(`UPN${delimiter}Surname${delimiter}Comments\n1${delimiter}2${delimiter}a${others}b\n`);

    expect(header.delimiter).toBe(delimiter);
    expect(rows).toEqual([{ row: 2, cells: ['1', '2', `a${others}b`] }]);
  });

  test('the hint that Excel writes above the header is no row', async () => {
    expect((await read('sep=;\r\nUPN;Surname\r\n1;2\r\n')).rows).toEqual([{ row: 3, cells: ['1', '2'] }]);
  });
});

describe('encodings', () => {
  const body = 'UPN,Surname\n1,Müller – Zoë\n';
  const windows = Uint8Array.from(body, (character) => (character === '–' ? 0x96 : (character.codePointAt(0) ?? 0)));

  test.each([
    ['UTF-8', bytesOf(body)],
    ['UTF-8 with a mark', bytesOf(`\uFEFF${body}`)],
    ['UTF-16 LE with a mark', bytesOf(`\uFEFF${body}`, 'utf16le')],
    ['UTF-16 LE without a mark', bytesOf(body, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(bytesOf(`\uFEFF${body}`, 'utf16le')).swap16()],
    ['windows-1252, which nothing names', windows],
  ])('%s gives the same rows', async (_, bytes) => {
    expect((await read(bytes)).rows).toEqual([{ row: 2, cells: ['1', 'Müller – Zoë'] }]);
  });

  test('windows-1252 is told, since nothing in the file says so', async () => {
    expect((await read(windows)).header.charset).toBe('windows-1252');
    expect((await read(body)).header.charset).toBeUndefined();
  });

  test('a charset that the Content-Type names is believed, and bytes that do not fit it refuse the file', async () => {
    expect((await read(windows, { charset: 'iso-8859-1' })).rows).toHaveLength(1);
    expect(await refusalOf(windows, { charset: 'utf-8' })).toMatchObject({ code: 'body.encoding' });
  });
});

describe('cells', () => {
  test('may hold delimiters, quotes and line ends between quotes', async () => {
    const { rows } = await read('UPN,Surname,Comments\n1,"Sample, Rowan","said ""no""\r\ntwice"\n2,x,y\n');

    expect(rows).toEqual([
      { row: 2, cells: ['1', 'Sample, Rowan', 'said "no"\r\ntwice'] },
      { row: 3, cells: ['2', 'x', 'y'] },
    ]);
  });

  test('are text as it stands: formulas, long numbers, blanks before marks and U+0000 are kept', async () => {
    const { header, rows } = await read('UPN,Surname,Comments\n=1+1,0012345678901234567890, /\\\u0000\n');
    const [row] = rows;

    expect(row?.cells).toEqual(['=1+1', '0012345678901234567890', ' /\\\u0000']);
    expect(row && rawCell(header, row, 'note')).toBe(' /\\\u0000');
    expect(row && cellLocation(row, 'note')).toBe('row 2, note');
  });

  test.each(['\n', '\r\n', '\r'])('lines may end in %j, and blank ones are passed over and counted', async (end) => {
    const { rows } = await read(['UPN,Surname', '', '1,2', ',', '3,4', '', ''].join(end));

    expect(rows).toEqual([
      { row: 3, cells: ['1', '2'] },
      { row: 5, cells: ['3', '4'] },
    ]);
  });
});

describe('ragged rows', () => {
  test('with too few cells are told at the first that is missing; with too many they are faulty', async () => {
    const { header, rows } = await read('UPN,Surname,Comments\n1,2\n1,2,3,4\n1,2,3,\n');

    expect(rows.map((row) => raggedIssue(header, row))).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'format.count-mismatch', location: 'row 2, column 3' }),
      expect.objectContaining({ severity: 'error', code: 'format.count-mismatch', location: 'row 3, column 4' }),
      undefined,
    ]);
  });

  test('a last row that is shorter than every other and has no line end was cut, and refuses the file', async () => {
    expect(await refusalOf('UPN,Surname\n1,2\n3')).toMatchObject({ code: 'body.truncated', location: 'row 3, column 2' });
    expect(await refusalOf('UPN,Surname\n1,2\n3,"4')).toMatchObject({ code: 'body.truncated', location: 'row 3' });
    expect(await refusalOf('UPN,Surname\n1,2\n3\n')).toBe('taken');
    expect(await refusalOf('UPN,Surname\n1\n3')).toBe('taken');
    expect(await refusalOf('UPN,Surname\n1,2\n3,4')).toBe('taken');
  });
});

describe('what is refused whole', () => {
  test.each([
    ['a quote inside a cell without quotes', 'UPN,Surname\n1,5" ruler\n', 'format.value', 'row 2'],
    ['text after a closing quote', 'UPN,Surname\n1,"a"b\n', 'format.value', 'row 2'],
  ])('%s', async (_, body, code, location) => {
    expect(await refusalOf(body)).toMatchObject({ code, location });
  });

  test('a row longer than the limit, also one of delimiters alone or of a quote that never closes', async () => {
    const small = limits({ recordBytes: 1000 });
    const start = 'UPN,Surname\n';

    expect(await refusalOf(`${start}${'x'.repeat(2000)},2\n`, small)).toMatchObject({ code: 'limit.record-size', location: 'row 2' });
    expect(await refusalOf(start + ','.repeat(200_000), small)).toMatchObject({ location: 'row 2' });
    expect(await refusalOf(`${start}1,"${'\n'.repeat(200_000)}`, small)).toMatchObject({ code: 'limit.record-size', location: 'row 2' });
  });

  test('a cell longer than the limit, more cells than any table has, more bytes than the feed takes', async () => {
    expect(await refusalOf('UPN,Surname\n1,22222222\n', limits({ text: 7 }))).toMatchObject({ code: 'limit.text', location: 'row 2' });
    expect(await refusalOf(`UPN,Surname\n${','.repeat(6000)}\n`)).toMatchObject({ code: 'limit.items', location: 'row 2' });
    expect(await refusalOf('UPN,Surname\n1,2\n', limits({ bytes: 12 }))).toMatchObject({ code: 'body.too-large' });
  });
});

test('rows are the same however the bytes are cut', async () => {
  const body = bytesOf('UPN,Surname,Comments\r\n1,"Zoë, ""Z""","a\r\nb"\r\n\r\n2,Ångström,\r\n');
  const pieces = (size: number): AdapterInput => ({
    mediaType: 'text/csv',
    async *open() {
      await Promise.resolve();
      for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
    },
  });
  const whole = (await read(body)).rows;

  for (const size of [1, 2, 3, 5, 7, 11]) {
    const header = await csvHeader(pieces(size), { limits: DEFAULT_LIMITS, columns: COLUMNS });
    expect(await all(csvRows(pieces(size), header, DEFAULT_LIMITS))).toEqual(whole);
  }
});
