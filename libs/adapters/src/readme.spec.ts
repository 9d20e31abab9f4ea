import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { ctf } from './ctf/index.js';
import { DEFAULT_LIMITS, inputOf } from './index.js';

test('the example at the head of the README runs and prints a record per pupil', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const code = /```js\n([^]*?)```/u.exec(readme)?.[1] ?? '';
  const fixture = new URL('./ctf/fixtures/full-current-version/input.xml', import.meta.url);
  const printed: string[] = [];

  await runInNewContext(`(async () => { ${code.replace(/^import .*$/gmu, '')} })()`, {
    readFile: () => readFile(fixture),
    DEFAULT_LIMITS,
    inputOf,
    ctf,
    Date,
    console: { log: (line: string) => printed.push(line), error: (line: unknown) => printed.push(JSON.stringify(line)) },
  });

  expect(printed.map((line) => (JSON.parse(line) as { readonly kind?: string }).kind)).toEqual(['record', 'record']);
});

test('the README names every subpath of the package, and only those', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { readonly exports: object };
  const told = [...readme.matchAll(/^\| `(\/[a-z0-9./-]+)`/gmu)].map(([, path = '']) => `.${path}`);

  expect(told.sort()).toEqual(
    Object.keys(manifest.exports)
      .filter((path) => path !== '.')
      .sort(),
  );
});
