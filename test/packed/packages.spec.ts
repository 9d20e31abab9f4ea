import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKOUT, newFolder, packed, shell } from './packages.js';

/** A project of somebody who reuses the adapters without the gateway. */
let project: string;
let packages: string;

beforeAll(async () => {
  [project, packages] = [await newFolder(), await newFolder()];
  const tarballs = await packed(packages);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'reader', private: true, type: 'module' }));
  await shell(`npm install --no-audit --no-fund ${tarballs.map((path) => `"${path}"`).join(' ')}`, project);
}, 180_000);
afterAll(async () => {
  for (const folder of [project, packages]) await rm(folder, { recursive: true, force: true });
});

async function run(name: string, source: string): Promise<string> {
  await writeFile(join(project, `${name}.mts`), source);
  const compiler = join(CHECKOUT, 'node_modules/typescript/bin/tsc');
  // skipLibCheck off: the types of both packages stand by themselves, with what they depend on.
  await shell(`node "${compiler}" --strict --target es2022 --module nodenext --skipLibCheck false ${name}.mts`, project);
  return shell(`node ${name}.mjs`, project);
}

test('an ESM TypeScript project maps a file with the packed packages and their own dependencies alone', async () => {
  const example = join(CHECKOUT, 'examples/education.xml');
  const printed = await run(
    'map',
    `import { DEFAULT_LIMITS, inputOf, type Mapped } from '@mash-gateway/adapters';
import { ctf } from '@mash-gateway/adapters/ctf';
import { MappedRecord, validateContract } from '@mash-gateway/contracts';

const input = inputOf(new TextEncoder().encode(${JSON.stringify(await readFile(example, 'utf8'))}), 'application/xml');
const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
const inspection = await ctf.inspect(input, context);
if (!inspection.accepted) throw new Error('refused');
const items: Mapped[] = [];
for await (const item of ctf.map(input, context)) items.push(item);
const valid = items.every((item) => item.kind === 'record' && validateContract(MappedRecord, item.record).length === 0);
declare const console: { log(line: string): void };
console.log(JSON.stringify({ positions: inspection.positions, items: items.length, valid }));
`,
  );

  expect(JSON.parse(printed)).toEqual({ positions: expect.any(Number), items: expect.any(Number), valid: true });
}, 120_000);

test('every subpath that has no optional peer can be imported and typed', async () => {
  const { exports } = JSON.parse(await readFile(join(CHECKOUT, 'libs/adapters/package.json'), 'utf8')) as { readonly exports: object };
  const subpaths = Object.keys(exports).filter((path) => !/\.(xsd|json)$|\/xsd$/u.test(path));
  const imports = subpaths.map((path, index) => `import * as part${String(index)} from '@mash-gateway/adapters${path.slice(1)}';`);
  const parts = subpaths.map((_, index) => `part${String(index)}`);
  const printed = await run(
    'subpaths',
    `${imports.join('\n')}\ndeclare const console: { log(line: string): void };\nconsole.log([${parts.join(', ')}].map((part) => Object.keys(part).length).join());\n`,
  );

  expect(
    printed
      .trim()
      .split(',')
      .map(Number)
      .every((exported) => exported > 0),
  ).toBe(true);
  expect(subpaths.length).toBeGreaterThan(5);
}, 120_000);

test('nothing native and nothing of the gateway comes with them', async () => {
  const files = await readdir(join(project, 'node_modules'), { recursive: true });
  const names = files.filter((file) => file.endsWith('package.json')).join('\n');

  expect(files.filter((file) => /\.(node|wasm)$/u.test(file))).toEqual([]);
  expect(names).not.toMatch(/rdkafka|@nestjs|fhir-kit|libxml/u);
  expect(files.filter((file) => /@mash-gateway\/[^/]+\/(?:src|dist)\/.*\.spec\./u.test(file))).toEqual([]);
});
