import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type AdapterInput } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { readPupilNumbers } from './parse.js';
import { scanNumbers } from './scan-numbers.js';
import { pupilsOf } from './testing/pupils-of.js';

async function byText(input: AdapterInput): Promise<string[] | undefined> {
  const found: string[] = [];
  const isTold = await scanNumbers(input, DEFAULT_LIMITS, (name, text) => found.push(`${name} ${text.trim()}`));
  return isTold ? found.sort() : undefined;
}

async function byParser(input: AdapterInput): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, text } of readPupilNumbers(input, DEFAULT_LIMITS)) found.push(`${name} ${text.trim()}`);
  return found.sort();
}

const FIXTURES = new URL('fixtures/', import.meta.url);
const accepted = readdirSync(FIXTURES).filter((name) => !name.startsWith('refused'));

test.each(accepted)('%s: text alone tells what the parser tells, or says that it cannot', async (name) => {
  const input = inputOf(readFileSync(new URL(`${name}/input.xml`, FIXTURES)), 'application/xml');

  const told = await byText(input);

  expect(told ?? (await byParser(input))).toEqual(await byParser(input));
});

test('a file as systems write it is told by its text', async () => {
  const input = pupilsOf(120);

  expect(await byText(input)).toEqual(await byParser(input));
  expect(await byText(input)).toHaveLength(120);
});

const file = (pupils: string): AdapterInput =>
  inputOf(
    Buffer.from(
      `<?xml version="1.0"?><CTfile><Header><CTFversion>25.0</CTFversion></Header><CTFpupilData>${pupils}</CTFpupilData></CTfile>`,
    ),
    'application/xml',
  );

test.each([
  ['a comment around a pupil', '<!-- <Pupil><UPN>1</UPN></Pupil> --><Pupil><UPN>2</UPN></Pupil>'],
  ['a section in a number', '<Pupil><UPN><![CDATA[1]]></UPN></Pupil>'],
  ['a reference in a number', '<Pupil><UPN>&#49;</UPN></Pupil>'],
  ['a number inside another element', '<Pupil><Sibling><UPN>1</UPN></Sibling></Pupil>'],
  ['a number twice', '<Pupil><UPN>1</UPN><UPN>2</UPN></Pupil>'],
  ['a number with an attribute', '<Pupil><UPN a="b">1</UPN></Pupil>'],
  ['an empty number', '<Pupil><UPN/></Pupil>'],
  ['a number with elements inside', '<Pupil><UPN>1<b/></UPN></Pupil>'],
  ['a pupil inside a pupil', '<Pupil><Pupil><UPN>1</UPN></Pupil></Pupil>'],
  ['something between pupils', '<Pupil><UPN>1</UPN></Pupil><Other/><Pupil><UPN>2</UPN></Pupil>'],
  ['a pupil without content', '<Pupil/><Pupil><UPN>2</UPN></Pupil>'],
  ['an end tag with a blank', '<Pupil><UPN>1</UPN></Pupil ><Pupil><UPN>2</UPN></Pupil >'],
  ['an instruction', '<Pupil><?x <UPN>1</UPN>?></Pupil>'],
])('%s is left to the parser', async (_, pupils) => {
  expect(await byText(file(pupils))).toBeUndefined();
});

test('pupils elsewhere than where they are read are left to the parser', async () => {
  const elsewhere = inputOf(
    Buffer.from('<CTfile><SchoolData><Pupil><UPN>1</UPN></Pupil></SchoolData><Pupil><UPN>2</UPN></Pupil></CTfile>'),
    'application/xml',
  );

  expect(await byText(elsewhere)).toBeUndefined();
});
