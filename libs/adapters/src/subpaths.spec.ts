import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const SOURCE = dirname(fileURLToPath(import.meta.url));
const MODULES = resolve(SOURCE, '../../../node_modules');
const IMPORT = /(?:^|\n)(?:import|export)\s(?!type\s)[^;]*?from\s'([^']+)';/gu;

/** Files and packages that importing a file loads, types aside. */
function loadedBy(entry: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (specifier.startsWith('.')) waiting.push(resolve(dirname(file), specifier.replace(/\.js$/u, '.ts')));
      else packages.add(specifier);
    }
  }
  return { files, packages };
}

/** A package and everything it depends on. */
function closure(names: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (all.has(name) || !existsSync(join(MODULES, name, 'package.json'))) continue;
    all.add(name);
    const manifest = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as {
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    waiting.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return all;
}

function isNative(name: string): boolean {
  const folder = realpathSync(join(MODULES, name));
  return existsSync(join(folder, 'binding.gyp')) || readdirSync(folder).some((file) => file.endsWith('.node') || file.endsWith('.wasm'));
}

/** What each adapter needs beside the contract: its own folder, the kit, code lists shared by standards; FHIR has one engine for its releases. */
const ADAPTERS: Readonly<Record<string, { readonly engine?: string; readonly parsers: readonly string[] }>> = {
  'fhir-r4': { engine: 'fhir', parsers: ['fast-xml-parser', 'saxes'] },
  'fhir-stu3': { engine: 'fhir', parsers: ['fast-xml-parser', 'saxes'] },
  'police-notice': { parsers: ['fast-xml-parser', 'saxes'] },
  'operation-encompass': { parsers: ['fast-xml-parser', 'saxes'] },
  cjse: { parsers: ['fast-xml-parser', 'saxes'] },
  niem: { parsers: ['fast-xml-parser', 'saxes'] },
  ctf: { parsers: ['fast-xml-parser', 'saxes'] },
  'attendance-csv': { parsers: ['csv-parse'] },
  'concern-form': { parsers: ['csv-parse'] },
  'sif-uk': { parsers: ['fast-xml-parser', 'saxes'] },
  oneroster: { parsers: ['csv-parse', 'yauzl'] },
  wonde: { parsers: [] },
  'cin-census': { parsers: ['fast-xml-parser', 'saxes'] },
};

test.each(Object.entries(ADAPTERS))(
  'importing %s loads no other adapter, no parser it does not need and no native module',
  (id, { engine, parsers }) => {
    const { files, packages } = loadedBy(join(SOURCE, `${id}/index.ts`));
    const folders = new Set([...files].map((file) => file.slice(SOURCE.length + 1).split('/')[0]));
    const allowed = new Set([id, 'kit', 'code-systems', ...(engine === undefined ? [] : [engine])]);
    const built = new Set(['buffer', 'node:buffer', 'node:crypto', 'node:stream', 'node:zlib']);

    expect([...folders].filter((folder) => !allowed.has(folder ?? ''))).toEqual([]);
    expect([...packages].filter((name) => name !== '@mash-gateway/contracts' && !parsers.includes(name) && !built.has(name))).toEqual([]);
    const everything = closure(packages);
    expect(everything.size).toBeGreaterThan(5);
    expect([...everything].filter((name) => /fhir|rdkafka|libxml/u.test(name) || isNative(name))).toEqual([]);
  },
);

test('every adapter is told here', () => {
  const { exports } = JSON.parse(readFileSync(join(SOURCE, '../package.json'), 'utf8')) as { readonly exports: object };
  const subpaths = Object.keys(exports)
    .map((path) => path.slice(2))
    .filter((path) => existsSync(join(SOURCE, path, 'adapter.ts')));

  expect(subpaths.filter((path) => path !== '' && path !== 'kit').sort()).toEqual(Object.keys(ADAPTERS).sort());
});

test('the root of the package loads no adapter and no parser', () => {
  const { files, packages } = loadedBy(join(SOURCE, 'index.ts'));

  expect([...files].every((file) => file.includes('/kit/') || file.endsWith('src/index.ts'))).toBe(true);
  expect([...packages]).toEqual([]);
});
