import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CHECKOUT, newFolder, packed, shell } from './packages.js';

let home: string;
beforeAll(async () => {
  home = await newFolder();
});
afterAll(() => rm(home, { recursive: true, force: true }));

interface Step {
  readonly language: string;
  /** Of a file to write, from the folder of the new adapter. */
  readonly file: string;
  readonly text: string;
}

async function stepsOf(guide: string): Promise<readonly Step[]> {
  const text = await readFile(join(CHECKOUT, guide), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gmu)].map(([, language = '', file = '', body = '']) => ({
    language,
    file,
    text: body,
  }));
}

test('the guide leads from a sample file to a passing adapter, which the gateway then loads', async () => {
  const steps = await stepsOf('docs/guides/new-adapter.md');
  const adapter = join(home, 'school-nurse');
  const tested: string[] = [];
  for (const { language, file, text } of steps) {
    if (language === 'sh') {
      const printed = await shell(text, CHECKOUT, { HOME: home, npm_config_cache: await npmCache() });
      if (text.includes('npm test')) tested.push(printed);
    } else if (file !== '') {
      await mkdir(dirname(join(adapter, file)), { recursive: true });
      await writeFile(join(adapter, file), text);
    }
  }

  expect(tested).toHaveLength(2);
  // The fault of the fixture that nobody can be found by stands in row 2, as the skeleton expects.
  expect(tested.map((printed) => /^# fail (\d+)$/mu.exec(printed)?.[1] ?? /fail (\d+)/u.exec(printed)?.[1])).toEqual(['0', '0']);

  const config = (await readFile(join(CHECKOUT, 'apps/gateway/config/demo.yaml'), 'utf8'))
    .replace('adapter: ctf', 'adapter: school-nurse')
    .concat('adapters:\n  - id: school-nurse\n    module: ./school-nurse/dist/index.js\n');
  await writeFile(join(home, 'gateway.yaml'), config);
  const mash = (line: string): Promise<string> => shell(`npm run --silent mash -- ${line}`, CHECKOUT);
  expect(await mash(`check "${join(home, 'gateway.yaml')}"`)).toContain('has no fault');
  expect(await mash(`try "${join(adapter, 'dist/index.js')}" "${join(adapter, 'fixtures/first/input.csv')}"`)).toContain(
    '"sourceRecordId":"school-nurse:V-0002"',
  );
}, 300_000);

describe('a new adapter passes as it was written', () => {
  test.each(['xml', 'json', 'csv'])(
    'in %s',
    async (syntax) => {
      const packages = join(home, `packages-${syntax}`);
      await mkdir(packages);
      await packed(packages);
      await shell(
        `npm run --silent mash -- new-adapter first-try --syntax ${syntax} --into "${join(home, syntax)}" --packages "${packages}"`,
        CHECKOUT,
      );

      const printed = await shell('npm install --no-audit --no-fund --silent && npm test', join(home, syntax));

      expect(printed).toMatch(/fail 0$/mu);
      expect(printed).toMatch(/pass (?:1[2-9]|[2-9]\d)$/mu);
    },
    180_000,
  );
});

/** The cache of whoever runs the test: another HOME would ask the registry for everything anew. */
async function npmCache(): Promise<string> {
  return (await shell('npm config get cache', CHECKOUT)).trim();
}
