import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ISSUE_CODES } from '@mash-gateway/contracts';
import { measureAll, samplesFolder, TABLE_PATH, type Measured } from './measure.js';
import { fallen, fromCsv, toCsv, totalsOf } from './table.js';

const folder = samplesFolder();
const committed = await readFile(TABLE_PATH, 'utf8');

describe('the committed table', () => {
  test('reads back to itself, totals included', () => {
    const rows = fromCsv(committed);

    expect(rows.length).toBeGreaterThan(0);
    expect(toCsv(rows)).toBe(committed);
  });

  test('gives each file one row, and each unclaimed file its reason', () => {
    const rows = fromCsv(committed);

    expect(new Set(rows.map((row) => row.file)).size).toBe(rows.length);
    expect(rows.filter((row) => row.adapter === '' && row.reason === '')).toEqual([]);
  });
});

if (folder === undefined) process.stdout.write('The folder of samples is not there: only the committed table was checked.\n');
else {
  describe('the real samples', () => {
    let measured: readonly Measured[];
    beforeAll(async () => {
      measured = await measureAll(folder);
    }, 120_000);

    test('never make an adapter throw', () => {
      const thrown = measured.filter(({ run }) => run?.thrown !== undefined).map(({ row, run }) => `${row.file}: ${run?.thrown ?? ''}`);

      expect(thrown).toEqual([]);
    });

    test('give only records that both validators of the contract accept', () => {
      const invalid = measured.flatMap(({ row, run }) => (run?.violations ?? []).map((violation) => `${row.file} ${violation}`));

      expect(invalid).toEqual([]);
    });

    test('give a record or a located issue with a catalogue code, whatever the file', () => {
      const claimed = measured.filter(({ run }) => run !== undefined);
      const silent = claimed.filter(({ run }) => run?.records.length === 0 && run.issues.length === 0).map(({ row }) => row.file);
      const uncoded = claimed
        .flatMap(({ run }) => run?.issues ?? [])
        .filter((issue) => !ISSUE_CODES.includes(issue.code) || issue.location === '');

      expect(silent).toEqual([]);
      expect(uncoded).toEqual([]);
    });

    test('give a record for every person, or a reason why not', () => {
      const lost = measured
        .filter(({ row, namesPerson }) => namesPerson && row.records === 0 && row.reason === '')
        .map(({ row }) => row.file);

      expect(lost).toEqual([]);
    });

    test('give no fewer records and facts than the committed table', () => {
      expect(fallen(totalsOf(fromCsv(committed)), totalsOf(measured.map(({ row }) => row)))).toEqual([]);
    });

    test('are as the committed table says, line by line (else: npm run samples:table)', () => {
      expect(toCsv(measured.map(({ row }) => row)).split('\n')).toEqual(committed.split('\n'));
    });
  });
}
