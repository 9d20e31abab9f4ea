import { expect, test } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatted } from '../formatted.js';
import { faultsPage } from './markdown.js';
import type { FaultReport } from './report.js';

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));

test('docs/faults.md is made of the newest report, and nobody has touched it since', async () => {
  const page = join(DOCS, 'faults.md');
  const reports = (await readdir(join(DOCS, 'proofs'))).filter((name) => /^faults-.*\.json$/.test(name)).sort();
  const newest = reports.at(-1) ?? '';
  const report = JSON.parse(await readFile(join(DOCS, 'proofs', newest), 'utf8')) as FaultReport;

  expect(await readFile(page, 'utf8')).toBe(await formatted(page, faultsPage(report, newest.replace('.json', '.md'))));
});
