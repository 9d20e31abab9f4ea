import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LIMITS, type AdapterInput } from './adapter.js';
import { inputOf } from './bytes.js';
import { csvHeader } from './csv-header.js';
import { scanCsvColumns } from './csv-scan.js';
import { csvRows } from './csv.js';

const COLUMNS = { upn: [], surname: [], note: [] } as const;
const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '\0'), maxLength: 6 });
const quoted = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function inPieces(bytes: Uint8Array, size: number): AdapterInput {
  return {
    ...inputOf(bytes, 'text/csv'),
    async *open() {
      await Promise.resolve();
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    },
  };
}

test('the scanned cells of a file are those that reading it gives, whatever is in them and however the bytes are cut', async () => {
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 9 }), async (table, end, size) => {
      const text = ['upn,note,surname', ...table.map((row) => row.map(quoted).join(',')), ''].join(end);
      const input = inPieces(Buffer.from(text), size);
      const header = await csvHeader(input, { limits: DEFAULT_LIMITS, columns: COLUMNS });
      const read: string[][] = [];
      for await (const { cells } of csvRows(input, header, DEFAULT_LIMITS)) read.push([cells[2] ?? '', cells[0] ?? '']);
      const scanned: string[][] = [];
      await scanCsvColumns(input, header, DEFAULT_LIMITS, [2, 0], (cells) => scanned.push([...cells]));

      const inked = (list: string[][]): string[][] => list.filter((cells) => cells.some((text) => text.trim() !== ''));
      expect(inked(scanned)).toEqual(inked(read));
    }),
    { numRuns: 300 },
  );
});
