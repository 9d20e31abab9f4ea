import { expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { ctf } from './index.js';

const DATED = '<DateTime>2026-11-20T15:30:00</DateTime>';

async function recordsOf(pupils: readonly string[], dated = DATED): Promise<MappedRecord[]> {
  const header = `<Header><CTFversion>25.0</CTFversion>${dated}<SourceSchool><LEA>801</LEA><Estab>2000</Estab></SourceSchool></Header>`;
  const listed = pupils.map((pupil, index) => `<Pupil>${pupil}<Surname>Sample${index}</Surname><DOB>2015-01-01</DOB></Pupil>`).join('');
  const text = `<CTfile>${header}<CTFpupilData>${listed}</CTFpupilData></CTfile>`;
  const records: MappedRecord[] = [];
  const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
  for await (const item of ctf.map(inputOf(Buffer.from(text), 'application/xml'), context))
    if (item.kind === 'record') records.push(item.record);
  return records;
}

async function keysOf(pupils: readonly string[], dated?: string): Promise<(string | undefined)[]> {
  return (await recordsOf(pupils, dated)).map(({ source }) => source.sourceRecordId);
}

const UPN = '<UPN>B801200005001</UPN>';
const ULN = '<UniqueLearnerNumber>1000000035</UniqueLearnerNumber>';

test('a UPN that holds is the source record of its pupil, else a ULN that holds', async () => {
  expect(await keysOf([UPN, ULN])).toEqual(['ctf:8012000:upn:B801200005001', 'ctf:8012000:uln:1000000035']);
});

test('a pupil without a number has no source record id, in a dated file and in one without a date', async () => {
  expect(await keysOf([''])).toEqual([undefined]);
  expect(await keysOf([''], '')).toEqual([undefined]);
});

test.each([
  ['with a wrong check letter', '<UPN>A801200005001</UPN>'],
  ['that is temporary', '<UPN>Y80120000600A</UPN>'],
  ['of one digit repeated', '<UPN>A000000000000</UPN>'],
  ['that is replaced', '<BasicDetails><FormerUPN>B801200005001</FormerUPN></BasicDetails>'],
])('a UPN %s is no source record id', async (_, upn) => {
  expect(await keysOf([upn])).toEqual([undefined]);
});

test('a ULN that is wrong, and a UCI, whose check letter is not worked out, are no source record ids', async () => {
  expect(await keysOf(['<UniqueLearnerNumber>1000000036</UniqueLearnerNumber>', '<UCI>123456789012A</UCI>'])).toEqual([
    undefined,
    undefined,
  ]);
});

test('a number that two pupils of a file have is nobody’s: no source record id, not verified, and an issue at each of them', async () => {
  const records = await recordsOf([UPN, '<UPN>b801200005001 </UPN>', '', ULN, UPN + ULN]);

  expect(records.map(({ source }) => source.sourceRecordId)).toEqual(Array.from({ length: 5 }, () => undefined));
  expect(records.map(({ child }) => child.identifiers?.[0]?.status)).toEqual([
    'unverified',
    'unverified',
    undefined,
    'unverified',
    'unverified',
  ]);
  expect(
    records.map(({ quality }) =>
      (quality?.issues ?? []).filter(({ code }) => code === 'format.ambiguous-child').map(({ location }) => location),
    ),
  ).toEqual([['Pupil[1]/UPN'], ['Pupil[2]/UPN'], [], ['Pupil[4]/UniqueLearnerNumber'], ['Pupil[5]/UPN', 'Pupil[5]/UniqueLearnerNumber']]);
});

test('a UPN twice at one pupil, and at a contact or outside the pupils, is still this pupil’s own', async () => {
  const contact = '<Contacts><Contact><Surname>Muster</Surname><UPN>B801200005001</UPN></Contact></Contacts>';

  expect(await keysOf([UPN + UPN + contact])).toEqual(['ctf:8012000:upn:B801200005001']);
});
