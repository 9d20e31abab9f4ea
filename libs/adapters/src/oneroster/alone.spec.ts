import { expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { mapAll } from '../conformance/outcome.js';
import { inputOf } from '../kit/bytes.js';
import { oneroster } from './index.js';

async function recordsOf(csv: string): Promise<readonly MappedRecord[]> {
  const items = await mapAll(oneroster, inputOf(Buffer.from(csv), 'text/csv'), new Date('2026-11-24T12:00:00Z'));
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

test('an enrollment id that two rows have is no source record of either child', async () => {
  const headings = 'sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role\n';
  const records = await recordsOf(`${headings}E1,C1,S1,U1,student\nE1,C1,S1,U2,student\nE2,C1,S1,U3,student\n`);

  expect(records.map(({ source }) => source.sourceRecordId)).toEqual([undefined, undefined, 'oneroster:enrollment:E2']);
  expect(records[0]?.quality?.issues?.map(({ code }) => code)).toContain('format.ambiguous-child');
});

test('two rows of demographics about one id may be about two children', async () => {
  const records = await recordsOf('sourcedId,birthDate,sex\nU1,2015-01-01,male\nU1,2016-01-01,female\nU2,2016-01-01,female\n');

  expect(records.map(({ source }) => source.sourceRecordId)).toEqual([undefined, undefined, 'oneroster:demographics:U2']);
});

test('a student or a deletion in capitals is one all the same', async () => {
  const records = await recordsOf('sourcedId,status,role,givenName,familyName\nU1,ToBeDeleted,STUDENT,Rowan,Sample\n');

  expect(records.map(({ source }) => source.change)).toEqual(['delete']);
});
