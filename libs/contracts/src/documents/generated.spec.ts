import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { generatedFiles } from './generated.js';

const folder = new URL('../../generated/', import.meta.url);

test('the committed files are the ones the classes give: else run npm run contracts:generate', () => {
  const files = generatedFiles();

  expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  const stale = [...files].filter(([name, content]) => readFileSync(new URL(name, folder), 'utf8') !== content).map(([name]) => name);
  expect({ stale, cure: 'npm run contracts:generate' }).toEqual({ stale: [], cure: 'npm run contracts:generate' });
});
