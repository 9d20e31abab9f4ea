import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { publishedClasses } from '../documents/schemas.js';
import { fieldsAlong, leafNames, nameOf, valuesAt } from '../field/paths.js';
import { examples } from './examples.js';

/** COVERAGE.csv: every field and code list that the domain pages name → contract path → example, or why it is left out. */
interface Row {
  readonly page: string;
  readonly section: string;
  readonly item: string;
  readonly schema: string;
  readonly path: string;
  readonly fixture: string;
  readonly omitted: string;
}

const rows = parse(readFileSync(new URL('../../COVERAGE.csv', import.meta.url), 'utf8'));
const carried = rows.filter(({ omitted }) => omitted === '');
const byFile = new Map(examples().map((example) => [example.file, example]));

describe('COVERAGE.csv', () => {
  test('has a row for each of the four domain pages, and every row either a path and a fixture or a reason', () => {
    expect([...new Set(rows.map(({ page }) => page))].sort()).toEqual(['design.md', 'domain.md', 'education.md', 'health.md', 'police.md']);
    const neither = rows.filter(({ path, fixture, omitted }) => (omitted === '') === (path === '' || fixture === ''));
    expect(neither).toEqual([]);
  });

  test('names only paths that the contract has', () => {
    const wrong = carried.filter(({ schema, path }) => fieldsOfRow(schema, path) === undefined);

    expect(wrong).toEqual([]);
  });

  test('names every field of the contract', () => {
    const named = new Set(
      carried.flatMap(({ schema, path }) => fieldsOfRow(schema, path)?.map(({ type, spec }) => nameOf(type, spec)) ?? []),
    );
    // The people of a record carry what the child carries; each such field is named once, on either.
    const shared = (name: string): string => name.replace(/^(?:Child|InvolvedPerson)\./, 'Person.');
    const namedShared = new Set([...named].map(shared));
    const published = ['child-record', 'receipt', 'record-status', 'problem'].flatMap(
      (schema) => publishedClasses()[`${schema}.schema.json`] ?? [],
    );
    const missing = [...leafNames(published)].filter((name) => !namedShared.has(shared(name)));

    expect(missing).toEqual([]);
  });

  test.each(carried)('$page $section: $item is filled at $path in $fixture', ({ path, fixture }) => {
    expect(valuesAt(byFile.get(fixture)?.value, path).length).toBeGreaterThan(0);
  });
});

function fieldsOfRow(schema: string, path: string): ReturnType<typeof fieldsAlong> {
  const type = publishedClasses()[`${schema}.schema.json`];
  return type === undefined ? undefined : fieldsAlong(type, path);
}

/** RFC 4180 with quoted fields, no line ends inside fields. */
function parse(text: string): Row[] {
  const [header = [], ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
  return lines.map((fields) => Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ''])) as unknown as Row);
}
