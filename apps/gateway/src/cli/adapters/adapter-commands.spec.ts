import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../command-line.js';

const EXAMPLES = fileURLToPath(new URL('../../../../../examples/', import.meta.url));
const ADAPTERS = new URL('../../../../../libs/adapters/src/', import.meta.url);
const CTF = fileURLToPath(new URL('ctf/index.ts', ADAPTERS));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly text: string; readonly said: string }> {
  const texts: string[] = [];
  const said: string[] = [];
  const code = await runCommandLine(
    args,
    {
      line: (value) => void texts.push(JSON.stringify(value)),
      text: (text) => void texts.push(text),
      say: (text) => void said.push(text),
    },
    { environment: {} },
  );
  return { code, text: texts.join('\n'), said: said.join('\n') };
}

describe('try --readable', () => {
  test('shows a person what was mapped, by contract field', async () => {
    const { code, text } = await run('try', 'ctf', join(EXAMPLES, 'education.xml'), '--readable', '--now', '2026-11-24');

    expect(code).toBe(0);
    expect(text).toMatch(/^DfE Common Transfer File.* \(ctf .*\): accepted, \d+ positions?, each taken by itself/u);
    expect(text).toMatch(/Position 1: a child record\n {2}mapped:\n/u);
    expect(text).toMatch(/ {4}child\.names\[0\]\.family {2,}\S/u);
  });

  test('shows what was not mapped and issues with their places', async () => {
    const file = join(folder, 'odd.xml');
    const education = await readFile(join(EXAMPLES, 'education.xml'), 'utf8');
    await writeFile(file, education.replace(/<DOB>[^<]*<\/DOB>/u, '<DOB>tomorrow</DOB><Colour>blue</Colour>'));
    const { text } = await run('try', 'ctf', file, '--readable');

    expect(text).toContain('  not mapped:\n');
    expect(text).toMatch(/ {2}issues:\n(?: {4}.*\n)* {4}Pupil\[1\]\/DOB: warning date\.unreadable/u);
    expect(text).not.toContain('tomorrow');
  });

  test('says that a file was refused whole', async () => {
    const file = join(folder, 'cut.xml');
    await writeFile(file, '<CTfile><Header>');
    const { code, text } = await run('try', 'ctf', file, '--readable');

    expect(code).toBe(1);
    expect(text).toMatch(/refused whole; nothing of it is mapped\n {2}issues:\n {4}line 1.*error xml\.malformed/u);
  });
});

describe('an adapter of one’s own', () => {
  test('is tried by the path of its module', async () => {
    const { code, text } = await run('try', CTF, join(EXAMPLES, 'education.xml'));

    expect(code).toBe(0);
    expect(text).toContain('"adapter":"ctf"');
  });

  test.each([
    ['/no/such/module.js', 'is not there'],
    [fileURLToPath(new URL('kit/texts.ts', ADAPTERS)), 'exports no adapter made with defineAdapter'],
  ])('%s is wrong use, in one sentence', async (module, reason) => {
    const { code, said } = await run('try', module, 'file');

    expect(code).toBe(2);
    expect(said).toBe(`The module ${module} ${reason}.`);
  });
});

describe('compare-mappings', () => {
  test('finds no difference between a mapping and itself', async () => {
    const { code, text } = await run('compare-mappings', 'ctf', CTF, EXAMPLES, '--media-type', 'application/xml');

    expect(code).toBe(0);
    expect(text).toMatch(/over \d+ files: no difference$/u);
  });

  test('tells where two mappings differ, how often and in how many files, and never a value', async () => {
    const changed = join(folder, 'changed');
    await cp(fileURLToPath(new URL('ctf/fixtures', ADAPTERS)), changed, { recursive: true, filter: (path) => !/\.(md|json)$/u.test(path) });
    const module = join(folder, 'other.mjs');
    await writeFile(module, `import { ctf } from ${JSON.stringify(CTF)};\n${OTHER}`);
    const summary = await run('compare-mappings', 'ctf', module, changed);
    const lines = (await run('compare-mappings', 'ctf', module, changed, '--json')).text
      .split('\n')
      .map((line) => JSON.parse(line) as object);

    expect(summary.code).toBe(1);
    expect(summary.text).toMatch(/ {2}changed child\.names\[\]\.family: \d+ times in \d+ files/u);
    expect(summary.text).toMatch(/ {2}removed child\.birthDate\.value: /u);
    expect(`${summary.text}${JSON.stringify(lines)}`).not.toContain('Otherwise');
    expect(lines).toContainEqual({ file: expect.any(String), position: 1, change: 'changed', path: 'child.names[0].family' });
  });

  test('wants a folder with files', async () => {
    expect(await run('compare-mappings', 'ctf', 'ctf', '/no/such/folder')).toMatchObject({
      code: 2,
      said: 'Cannot read the folder /no/such/folder.',
    });
  });
});

/** The same mapping, but every family name differs and no birth date is read. */
const OTHER = `export const other = { ...ctf, version: '9.9.9', async *map(input, context) {
  for await (const item of ctf.map(input, context)) {
    if (item.kind !== 'record') { yield item; continue; }
    const { birthDate, ...child } = item.record.child;
    const names = child.names?.map((name) => ({ ...name, family: 'Otherwise' }));
    yield { ...item, record: { ...item.record, child: { ...child, ...(names ? { names } : {}) } } };
  }
} };`;

describe('new-adapter', () => {
  test.each(['xml', 'json', 'csv'])('writes a package for %s with no placeholder left', async (syntax) => {
    const into = join(folder, `new-${syntax}`);
    const { code, text } = await run('new-adapter', 'school-nurse', '--syntax', syntax, '--into', into);
    const files = (await readdir(into, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));

    expect(code).toBe(0);
    expect(text).toContain(`${String(files.length)} files written to ${into}. Next:\n  cd ${into}\n  npm install\n  npm test`);
    expect(contents.filter((content) => content.includes('{{'))).toEqual([]);
    expect(contents.join('')).toContain('export { schoolNurse }');
    expect(JSON.parse(await readFile(join(into, 'package.json'), 'utf8'))).toMatchObject({
      name: 'school-nurse',
      dependencies: { '@mash-gateway/adapters': expect.stringMatching(/^\d/u), '@mash-gateway/contracts': expect.stringMatching(/^\d/u) },
    });
  });

  test('never writes over anything, and takes no id that is not one or is taken', async () => {
    expect((await run('new-adapter', 'school-nurse', '--into', join(folder, 'new-xml'))).said).toMatch(/holds something already/u);
    expect((await run('new-adapter', 'School Nurse')).said).toMatch(/cannot be an adapter id/u);
    expect((await run('new-adapter', 'ctf')).said).toMatch(/is an adapter of MASH Gateway itself/u);
    expect((await run('new-adapter', 'nurse', '--into', join(folder, 'n'), '--packages', folder)).said).toMatch(
      /npm pack -w libs\/adapters/u,
    );
  });
});
