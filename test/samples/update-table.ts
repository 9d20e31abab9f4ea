/**
 * Writes TABLE.csv anew: `npm run samples:table`. A deliberate act, reviewed like code; no test ever writes.
 * Refuses when a total would fall: whoever means that to happen edits the table by hand and says why in the commit.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { measureAll, samplesFolder, TABLE_PATH } from './measure.js';
import { fallen, fromCsv, toCsv, totalsOf } from './table.js';

const say = (sentence: string): boolean => process.stdout.write(`${sentence}\n`);

async function update(): Promise<number> {
  const folder = samplesFolder();
  if (folder === undefined) {
    say('The folder of samples is not there: set MASH_SAMPLES to its path.');
    return 1;
  }
  const rows = (await measureAll(folder)).map(({ row }) => row);
  const falls = existsSync(TABLE_PATH) ? fallen(totalsOf(fromCsv(await readFile(TABLE_PATH, 'utf8'))), totalsOf(rows)) : [];
  if (falls.length > 0) {
    say(`Totals may only rise, so the table is left as it was: ${falls.join(', ')}.`);
    return 1;
  }
  await writeFile(TABLE_PATH, toCsv(rows));
  say(`Wrote ${rows.length} rows: ${JSON.stringify(totalsOf(rows))}.`);
  return 0;
}

process.exitCode = await update();
