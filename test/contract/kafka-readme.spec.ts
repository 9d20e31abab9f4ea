import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}libs/kafka/README.md`, 'utf8');

/** Every line of the trap table that names a test. */
const named = [...readme.matchAll(/\| `([a-z.-]+\.ts)`(?: \(real Kafka\))? › (.+?) +\|$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

const sources = ['libs/kafka/src', 'test/support', 'test/kafka-real'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => ({
    file: basename(path),
    text: `${root}${folder}/${path}`,
  })),
);

test('the README names a test for every trap', () => {
  const traps = readme.split('## Traps')[1]?.match(/^\|.+\|$/gm) ?? [];

  expect(named).toHaveLength(traps.length - 2);
});

test.each(named)('$file has the test "$title"', ({ file, title }) => {
  const texts = sources.filter((source) => source.file === file).map((source) => readFileSync(source.text, 'utf8'));

  expect(texts.some((text) => text.includes(title))).toBe(true);
});
