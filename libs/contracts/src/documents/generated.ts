import { asyncApiDocument } from './asyncapi.js';
import { fieldDictionary } from './field-dictionary.js';
import { openApiDocument } from './openapi.js';
import { problemTable } from './problem-table.js';
import { schemas } from './schemas.js';

/** Everything that `npm run contracts:generate` writes to `libs/contracts/generated`, by file name. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const documents = { ...schemas(), 'openapi.json': openApiDocument(), 'asyncapi.json': asyncApiDocument() };
  return new Map([
    ...Object.entries(documents).map(([name, document]): [string, string] => [name, `${JSON.stringify(document, null, 2)}\n`]),
    ['field-dictionary.md', fieldDictionary()],
    ['problems.md', problemTable()],
  ]);
}
